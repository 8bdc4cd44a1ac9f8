package io.vasari.gateway.jobs;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Conditioning;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.StartImage;
import io.vasari.contracts.Conditioning.TextPrompts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a job's samples are painted from, as a client sees it; all null for noise alone. */
@Schema(name = "Conditioning")
public record ConditioningDocument(
        @Schema(description = "What is painted; null for a model that paints from noise alone")
                Optional<List<PromptDocument>> prompts,
        @Schema(description = "What to stay away from") Optional<String> negativePrompt,
        @Schema(description = "1 for no guidance") Optional<Double> guidanceScale,
        Optional<Integer> steps,
        Optional<String> scheduler,
        @Schema(description = "Pixels") Optional<Integer> width,
        @Schema(description = "Pixels") Optional<Integer> height,
        @Schema(description = "What the samples start from, in the artifact store") Optional<ArtifactRef> initImage,
        @Schema(description = "0 leaves the image as it is, 1 starts from pure noise") Optional<Double> strength,
        @Schema(description = "White where the image may change") Optional<ArtifactRef> mask) {

    /**
     * A prompt and the samples it is for.
     *
     * @param first index of its first sample
     * @param samples how many
     */
    @Schema(name = "Prompt")
    public record PromptDocument(
            @Schema(examples = "ornate green vase") String text,
            @Schema(description = "Index of its first sample") int first,
            @Schema(description = "How many samples, from that index on") int samples) {}

    static ConditioningDocument of(Optional<Conditioning> conditioning) {
        var text = conditioning.map(TextPrompts.class::cast);
        var sampling = text.map(TextPrompts::sampling);
        var start = text.flatMap(TextPrompts::start);
        return new ConditioningDocument(
                text.map(ConditioningDocument::prompts),
                text.map(TextPrompts::negativePrompt),
                sampling.map(Sampling::guidanceScale),
                sampling.map(Sampling::steps),
                sampling.map(Sampling::scheduler),
                sampling.map(Sampling::width),
                sampling.map(Sampling::height),
                start.map(StartImage::image),
                start.map(StartImage::strength),
                start.flatMap(StartImage::mask));
    }

    private static List<PromptDocument> prompts(TextPrompts text) {
        var prompts = new ArrayList<PromptDocument>();
        int first = 0;
        for (var prompt : text.prompts()) {
            prompts.add(new PromptDocument(prompt.text(), first, prompt.samples()));
            first += prompt.samples();
        }
        return prompts;
    }
}
