package io.vasari.gateway.models;

import io.smallrye.common.annotation.NonBlocking;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.request.Nearest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models that the farm knows: those that make images and those that judge them. */
@Path(ModelsResource.PATH)
@Tag(name = "Models")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public final class ModelsResource {
    static final String PATH = "/v1/models";

    private final ModelCatalog catalog;

    ModelsResource(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    @GET
    @Operation(operationId = "listModels", summary = "All models, by id")
    public ModelList list() {
        return new ModelList(catalog.cards().stream().map(ModelDocument::of).toList());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getModel", summary = "One model: its card, revisions, and parameters with limits")
    @APIResponse(
            responseCode = "200",
            description = "The model",
            content = @Content(schema = @Schema(implementation = ModelDocument.class)))
    @APIResponse(responseCode = "404", description = "There is no such model; the nearest names are in the detail")
    public ModelDocument get(@PathParam("id") String id) {
        return catalog.find(id).map(ModelDocument::of).orElseThrow(() -> {
            var ids = catalog.cards().stream().map(ModelCard::id).toList();
            return new ProblemException(
                    ProblemType.MODEL_NOT_FOUND, Nearest.unknown("there is no model", id, "models", ids));
        });
    }

    /** All models. */
    public record ModelList(List<ModelDocument> models) {}
}
