package io.vasari.evaluator.scoring;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.StoreException;
import io.vasari.artifacts.png.PngDecoder;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.TaskScores;
import io.vasari.evaluator.aggregate.FeatureSampling;
import io.vasari.evaluator.scoring.Stages.Stage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Looks at the shards of some events together: one unreadable shard does not disturb the others. Not safe for use by many
 * threads.
 */
public final class ShardScoring implements AutoCloseable {
    private final ShardImages images;
    private final Critics critics;
    private final Stages stages;
    private final PngDecoder decoder = new PngDecoder();

    public ShardScoring(ArtifactStore store, Critics critics, Stages stages) {
        this.images = new ShardImages(store);
        this.critics = critics;
        this.stages = stages;
    }

    /** One outcome per event, in their order. */
    public List<Outcome> score(List<TaskEvent.Completed> events) {
        try {
            return scoreTogether(events);
        } catch (RuntimeException e) {
            return events.stream().map(this::scoreAlone).toList();
        }
    }

    private Outcome scoreAlone(TaskEvent.Completed event) {
        try {
            return scoreTogether(List.of(event)).get(0);
        } catch (RuntimeException e) {
            return new Outcome.Unreadable(event, "the critic failed: " + e, true);
        }
    }

    private List<Outcome> scoreTogether(List<TaskEvent.Completed> events) {
        Map<Critic, CriticBatch> batches = new LinkedHashMap<>();
        List<Supplier<Outcome>> outcomes = new ArrayList<>();
        for (var event : events) {
            outcomes.add(place(event, batches));
        }
        batches.values().forEach(this::look);
        return outcomes.stream().map(Supplier::get).toList();
    }

    /** @return the outcome, to be asked for once its batch was looked at */
    private Supplier<Outcome> place(TaskEvent.Completed event, Map<Critic, CriticBatch> batches) {
        try {
            Optional<Critic> critic = critics.of(event.task().model());
            if (critic.isEmpty()) {
                return () -> new Outcome.Unscored(event);
            }
            var batch = batches.computeIfAbsent(critic.get(), CriticBatch::new);
            int count = event.shard().range().count();
            var looks = Critic.Looks.blank(count);
            var features = wanted(event, critic.get());
            var checks = critic.get().attributes().flatMap(extractor -> WantedChecks.of(event, extractor));
            hang(event, critic.get(), batch, position -> new Place(looks, position, features, checks));
            return () -> new Outcome.Scored(event, scores(event, critic.get(), looks, features, checks));
        } catch (OtherPicture e) {
            Outcome outcome =
                    e.matters() ? new Outcome.Unreadable(event, e.getMessage(), false) : new Outcome.Unscored(event);
            return () -> outcome;
        } catch (StoreException | CriticException e) {
            return () -> new Outcome.Unreadable(event, e.getMessage(), true);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return () -> new Outcome.Unreadable(event, String.valueOf(e.getMessage()), false);
        }
    }

    private static Optional<WantedFeatures> wanted(TaskEvent.Completed event, Critic critic) {
        return critic.extractor()
                .filter(extractor -> FeatureSampling.capacity(extractor.dimension()) > 0)
                .map(extractor -> new WantedFeatures(
                        event.task().jobId(), event.shard().range(), extractor.ref(), extractor.dimension()));
    }

    private void hang(TaskEvent.Completed event, Critic critic, CriticBatch batch, IntFunction<Place> places) {
        var picture = critic.picture();
        long[] started = {System.nanoTime()};
        images.forEach(event.shard(), (position, bytes, offset, length) -> {
            if (batch.isFull()) {
                stages.took(Stage.READ, System.nanoTime() - started[0]);
                look(batch);
                started[0] = System.nanoTime();
            }
            var shape = PngDecoder.shapeOf(bytes, offset, length);
            if (shape.width() != picture.width()
                    || shape.height() != picture.height()
                    || shape.channels() != picture.channels()) {
                throw new OtherPicture(
                        "sample " + (event.shard().range().first() + position) + " is " + shape
                                + ", the critic looks at " + picture,
                        critic.classifies());
            }
            decoder.decode(bytes, offset, length, batch.pixels(), batch.offset());
            batch.placed(places.apply(position));
        });
        stages.took(Stage.READ, System.nanoTime() - started[0]);
    }

    private void look(CriticBatch batch) {
        long start = System.nanoTime();
        batch.look();
        stages.took(Stage.CLASSIFY, System.nanoTime() - start);
    }

    private static TaskScores scores(
            TaskEvent.Completed event,
            Critic critic,
            Critic.Looks looks,
            Optional<WantedFeatures> features,
            Optional<WantedChecks> checks) {
        return new TaskScores(
                event.task().jobId(),
                event.task().model(),
                event.shard().range(),
                event.at(),
                critic.ref(),
                looks.classes(),
                looks.confidences(),
                event.beliefs() == null ? new float[0] : event.beliefs(),
                features.map(WantedFeatures::rows),
                joined(looks.runnersUp()),
                checks.map(WantedChecks::checks).orElse(List.of()));
    }

    /** Empty where the critic did not tell of every image. */
    private static Optional<byte[]> joined(byte[][] parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            if (part.length == 0) {
                return Optional.empty();
            }
            all.writeBytes(part);
        }
        return Optional.of(all.toByteArray());
    }

    @Override
    public void close() {
        decoder.close();
    }
}
