package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What samples are made from besides their noise. A job without one is made from noise alone. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = Conditioning.TextPrompts.class, name = "text_prompts"))
public sealed interface Conditioning {

    /** How many samples it is for. */
    int samples();

    /** Which samples have their noise in common; empty when each has its own. */
    Optional<SharedNoise> sharedNoise();

    /** That of some of the samples, counted from the first of them. */
    Conditioning slice(SampleRange range);

    /**
     * Words, perhaps with an image to start from. The samples of the first prompt come first.
     *
     * @param prompts at least one
     * @param negativePrompt what to stay away from; empty for nothing
     * @param start where the samples start from instead of pure noise
     * @param noise which samples have their noise in common; empty when each has its own
     */
    record TextPrompts(
            List<Prompt> prompts,
            String negativePrompt,
            Sampling sampling,
            Optional<StartImage> start,
            Optional<SharedNoise> noise)
            implements Conditioning {
        public TextPrompts {
            if (prompts.isEmpty()) {
                throw new IllegalArgumentException("prompts is empty, there must be at least one");
            }
            prompts = List.copyOf(prompts);
        }

        /** Every sample has a noise of its own. */
        public TextPrompts(List<Prompt> prompts, String negativePrompt, Sampling sampling, Optional<StartImage> start) {
            this(prompts, negativePrompt, sampling, start, Optional.empty());
        }

        @Override
        public int samples() {
            return prompts.stream().mapToInt(Prompt::samples).sum();
        }

        @Override
        public Optional<SharedNoise> sharedNoise() {
            return noise;
        }

        /** The prompt of a sample, counted from the first sample of this conditioning. */
        public String promptOf(int index) {
            int end = 0;
            for (Prompt prompt : prompts) {
                end += prompt.samples();
                if (index < end) {
                    return prompt.text();
                }
            }
            throw new IllegalArgumentException("sample " + index + " of " + end);
        }

        @Override
        public TextPrompts slice(SampleRange range) {
            var cut = new ArrayList<Prompt>();
            int start = 0;
            for (Prompt prompt : prompts) {
                int first = Math.max(range.first(), start);
                int end = Math.min(range.end(), start + prompt.samples());
                if (first < end) {
                    cut.add(new Prompt(prompt.text(), end - first));
                }
                start += prompt.samples();
            }
            return new TextPrompts(
                    cut, negativePrompt, sampling, this.start, noise.map(shared -> shared.from(range.first())));
        }
    }

    /**
     * One prompt.
     *
     * @param samples how many samples are made from it, at least 1
     */
    record Prompt(String text, int samples) {
        public Prompt {
            if (samples < 1) {
                throw new IllegalArgumentException("samples is " + samples + ", it must be at least 1");
            }
        }
    }

    /**
     * Noises that samples have in common, in turn: sample {@code i} starts from the noise that sample 0 of a job with the
     * seed {@code seeds[(first + i) mod seeds]} starts from. So whoever submits that seed gets that image again.
     *
     * @param seeds at least one
     * @param first which of them the first sample has, from 0
     */
    record SharedNoise(List<Long> seeds, int first) {
        public SharedNoise {
            if (seeds.isEmpty() || first < 0 || first >= seeds.size()) {
                throw new IllegalArgumentException("first is " + first + " of " + seeds.size() + " seeds");
            }
            seeds = List.copyOf(seeds);
        }

        /** The seed of a sample, counted from the first of the conditioning. */
        public long seedOf(int index) {
            return seeds.get((first + index) % seeds.size());
        }

        SharedNoise from(int index) {
            return new SharedNoise(seeds, (first + index) % seeds.size());
        }
    }

    /**
     * How the samples are denoised.
     *
     * @param steps at least 1
     * @param guidanceScale 1 for no guidance
     * @param scheduler a name of the model's card, for example {@code ddim}, or {@link #MODELS_OWN_SCHEDULER}
     * @param width pixels
     * @param height pixels
     */
    record Sampling(int steps, double guidanceScale, String scheduler, int width, int height) {
        /** For models whose card names no schedulers. */
        public static final String MODELS_OWN_SCHEDULER = "default";
    }

    /**
     * An image that is reinterpreted.
     *
     * @param image in the artifact store
     * @param strength 0 leaves it as it is, 1 starts from pure noise
     * @param mask white where it may change; the whole image without one
     */
    record StartImage(ArtifactRef image, double strength, Optional<ArtifactRef> mask) {}
}
