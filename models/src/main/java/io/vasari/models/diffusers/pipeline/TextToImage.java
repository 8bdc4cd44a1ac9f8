package io.vasari.models.diffusers.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Runs drafts to their end, without a farm. */
public final class TextToImage {

    private final DiffusionPipeline pipeline;
    private final int mostRows;

    /** @param mostRows of a pass, at least 1; a draft with guidance has two, and one draft always fits */
    public TextToImage(DiffusionPipeline pipeline, int mostRows) {
        if (mostRows < 1) {
            throw new IllegalArgumentException("mostRows is " + mostRows + ", it must be at least 1");
        }
        this.pipeline = pipeline;
        this.mostRows = mostRows;
    }

    /** What came of the drafts, in their order. */
    public record Result(List<Draft> drafts, ImageTensor images) {}

    /**
     * Takes all steps of all drafts, which must be of one shape, and decodes them.
     *
     * @param afterStep is told about every draft after each of its steps, with its place in the list
     */
    public Result run(List<Draft> drafts, ObjIntConsumer<Draft> afterStep) {
        List<Draft> current = new ArrayList<>(drafts);
        List<Integer> waiting = waiting(current);
        while (!waiting.isEmpty()) {
            int from = 0;
            while (from < waiting.size()) {
                List<Integer> places = fitting(current, waiting.subList(from, waiting.size()));
                List<Draft> next =
                        pipeline.advance(places.stream().map(current::get).toList());
                for (int i = 0; i < next.size(); i++) {
                    current.set(places.get(i), next.get(i));
                    afterStep.accept(next.get(i), places.get(i));
                }
                from += places.size();
            }
            waiting = waiting(current);
        }
        return new Result(List.copyOf(current), pipeline.decode(current));
    }

    private List<Integer> fitting(List<Draft> drafts, List<Integer> places) {
        int rows = 0;
        int count = 0;
        while (count < places.size()) {
            rows += drafts.get(places.get(count)).rows();
            if (count > 0 && rows > mostRows) {
                break;
            }
            count++;
        }
        return places.subList(0, count);
    }

    private static List<Integer> waiting(List<Draft> drafts) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (!drafts.get(i).isFinished()) {
                places.add(i);
            }
        }
        return places;
    }
}
