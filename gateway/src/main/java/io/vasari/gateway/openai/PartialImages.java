package io.vasari.gateway.openai;

import io.vasari.contracts.JobStatus;
import io.vasari.contracts.TaskProgress.Preview;
import io.vasari.gateway.progress.Previews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Of every image of a job at most so many previews as were asked for, spread over its steps: of three, the first one from a
 * quarter of the steps on, from half, and from three quarters. An image that is done sooner than that has fewer. Not safe
 * for use by many threads at once.
 */
final class PartialImages {
    private final int most;
    private final Previews previews;
    private final Map<Integer, Given> given = new HashMap<>();

    /** @param part how many of the {@code most + 1} parts of the steps the last one had behind it */
    private record Given(int count, int part) {
        static final Given NOTHING = new Given(0, 0);
    }

    /** @param most of each image, at least 0 */
    PartialImages(int most, Previews previews) {
        this.most = most;
        this.previews = previews;
    }

    /** Those that are new, of images that are not done. */
    List<PartialImage> look(JobStatus status, IntPredicate isDone) {
        var news = new ArrayList<PartialImage>();
        if (most == 0) {
            return news;
        }
        for (var task : previews.running().of(status)) {
            for (var preview : task.previews()) {
                if (!isDone.test(preview.index())) {
                    look(preview, news);
                }
            }
        }
        return news;
    }

    private void look(Preview preview, List<PartialImage> news) {
        var before = given.getOrDefault(preview.index(), Given.NOTHING);
        int part = (int) ((most + 1L) * preview.stepsDone() / preview.steps());
        if (before.count < most && part > before.part) {
            previews.read(preview).ifPresent(png -> {
                news.add(new PartialImage(preview.index(), before.count, png));
                given.put(preview.index(), new Given(before.count + 1, part));
            });
        }
    }
}
