package io.vasari.gateway.results;

import io.smallrye.common.annotation.Blocking;
import io.vasari.contracts.JobStatus;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.jobs.JobBook;
import io.vasari.gateway.jobs.JobsResource;
import io.vasari.gateway.progress.Previews;
import io.vasari.gateway.request.QueryNumber;
import io.vasari.gateway.view.FarmView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Samples over HTTP that are not finished. */
@Path(JobsResource.PATH)
@Tag(name = "Results")
@Blocking
public final class PreviewsResource {
    private final JobBook book;
    private final FarmView view;
    private final Previews previews;

    PreviewsResource(JobBook book, FarmView view, Previews previews) {
        this.book = book;
        this.view = view;
        this.previews = previews;
    }

    @GET
    @Path("/{id}/previews/{index}.png")
    @Produces(ResultsResource.PNG)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            operationId = "getPreview",
            summary = "An image that is not finished",
            description = "What a sample of an interactive job looked like a moment ago, at most 256 pixels a side.")
    @APIResponse(responseCode = "200", description = "The image as of its last preview")
    @APIResponse(
            responseCode = "404",
            description = "There is no such job, or no preview of the sample, or none any more")
    public byte[] preview(
            @PathParam("id") String id,
            @Parameter(
                            description = "From 0 to the job's samples minus 1",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
                    @PathParam("index")
                    String text) {
        var status = book.require(id);
        int index = new QueryNumber("index", 0, status.job().samples() - 1).parse(text);
        return previews.of(status, index)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.PREVIEW_NOT_AVAILABLE,
                        "there is no preview of sample " + index + why(status, index)));
    }

    private String why(JobStatus status, int index) {
        if (view.shardOf(status.job().id(), index).isPresent()) {
            return " any more, because it is done: "
                    + "%s/%s/samples/%d.png"
                            .formatted(JobsResource.PATH, status.job().id(), index);
        }
        var state = status.state();
        return state.isTerminal()
                ? " (job " + state.name().toLowerCase(Locale.ROOT) + ")"
                : "; interactive jobs have them while a sample is made step by step";
    }
}
