package io.vasari.gateway.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vasari.contracts.ModelCard;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A model as a client sees it. */
@Schema(name = "Model")
public record ModelDocument(
        @Schema(examples = "mnist-gan") String id,
        String family,
        String title,
        String description,
        String license,
        @Schema(description = "The kind of worker that runs it") String pool,
        @Schema(examples = "unconditional-image-generation") String task,
        @Schema(description = "Whether jobs can be submitted for it") boolean generates,
        @Schema(description = "Size in pixels and channels of its images") Optional<ModelCard.Image> image,
        @Schema(description = "Oldest first") List<String> revisions,
        @Schema(description = "What a job gets that names none") String defaultRevision,
        @Schema(description = "What a job may set, with inclusive limits") Map<String, ParameterDocument> parameters,
        @Schema(description = "Class names, for a classifier") List<String> classes,
        @Schema(description = "The models that judge its samples: classifier, embedder, attributes")
                Optional<ModelCard.Critic> critic,
        String url) {

    /** Type and inclusive limits of a parameter. */
    @Schema(name = "ModelParameter")
    public record ParameterDocument(
            @Schema(examples = "integer", description = "integer, number, string or enum") String type,
            Optional<BigDecimal> min,
            Optional<BigDecimal> max,
            @JsonProperty("default") Optional<Object> defaultValue,
            @Schema(description = "What an integer must be a multiple of") Optional<Integer> multipleOf,
            @Schema(description = "Of a string, in characters") Optional<Integer> maxLength,
            @Schema(description = "All that an enum may be") List<String> values) {

        static ParameterDocument of(ModelCard.Parameter parameter) {
            return new ParameterDocument(
                    parameter.type(),
                    parameter.min(),
                    parameter.max(),
                    parameter.defaultValue(),
                    parameter.multipleOf(),
                    parameter.maxLength(),
                    parameter.values());
        }
    }

    static ModelDocument of(ModelCard card) {
        var parameters = new TreeMap<String, ParameterDocument>();
        card.parameters().forEach((name, parameter) -> parameters.put(name, ParameterDocument.of(parameter)));
        return new ModelDocument(
                card.id(),
                card.family(),
                card.title(),
                card.description(),
                card.license(),
                card.pool(),
                card.task(),
                card.generates(),
                card.image(),
                card.revisions(),
                card.newestRevision(),
                parameters,
                card.classes(),
                card.critic(),
                ModelsResource.PATH + "/" + card.id());
    }
}
