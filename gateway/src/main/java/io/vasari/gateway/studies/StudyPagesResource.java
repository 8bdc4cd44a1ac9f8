package io.vasari.gateway.studies;

import io.smallrye.common.annotation.Blocking;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.JobStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Studies as people look at them, of one that runs as of one that has ended. */
@Path(StudiesResource.PATH)
@Tag(name = "Studies")
@Blocking
public final class StudyPagesResource {
    private final StudyBook book;
    private final ArtifactStore store;

    StudyPagesResource(StudyBook book, ArtifactStore store) {
        this.book = book;
        this.store = store;
    }

    @GET
    @Path("/{id}/sheet.png")
    @Produces("image/png")
    @Operation(
            operationId = "getStudySheet",
            summary = "Prompts, images and distances as one picture",
            description = "Images that are not there yet are grey; distances are there once the study is judged.")
    @APIResponse(responseCode = "200", description = "The sheet")
    @APIResponse(responseCode = "404", description = "There is no such study")
    public byte[] sheet(@PathParam("id") String id) {
        var status = book.require(id);
        var evaluation = book.evaluation(id);
        return new StudySheet(StudyDocument.of(status, evaluation, false), pictures(status), evaluation).png();
    }

    @GET
    @Path("/{id}/report.html")
    @Produces("text/html;charset=UTF-8")
    @Operation(
            operationId = "getStudyReport",
            summary = "A page that needs nothing beside it",
            description =
                    "Images, distances as heat maps, the verdict in words with its p-value, where the variance comes from,"
                            + " alignment, attribute checks, thresholds.")
    @APIResponse(responseCode = "200", description = "The page")
    @APIResponse(responseCode = "404", description = "There is no such study")
    public String report(@PathParam("id") String id) {
        var status = book.require(id);
        var evaluation = book.evaluation(id);
        return StudyReport.of(StudyDocument.of(status, evaluation, false), pictures(status), evaluation);
    }

    private StudyPictures pictures(JobStatus status) {
        return StudyPictures.read(
                store, book.shards(status.job().id()), status.job().samples());
    }
}
