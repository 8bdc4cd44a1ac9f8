package io.vasari.gateway.studies;

import io.smallrye.common.annotation.Blocking;
import io.vasari.contracts.JobStatus;
import io.vasari.gateway.conditioning.ConditioningReader;
import io.vasari.gateway.errors.Problem;
import io.vasari.gateway.jobs.JobBook;
import io.vasari.gateway.jobs.JobFilter;
import io.vasari.gateway.jobs.JobQuery;
import io.vasari.gateway.jobs.Submissions;
import io.vasari.gateway.request.QueryNumber;
import io.vasari.gateway.request.StrictJson;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Studies over HTTP. */
@Path(StudiesResource.PATH)
@Tag(name = "Studies")
@Produces(MediaType.APPLICATION_JSON)
public final class StudiesResource {
    static final String PATH = "/v1/studies";
    private static final QueryNumber LIMIT = new QueryNumber("limit", 1, 100);
    private static final int USUAL_LIMIT = 20;

    private final Submissions submissions;
    private final JobBook jobs;
    private final StudyBook book;

    StudiesResource(Submissions submissions, JobBook jobs, StudyBook book) {
        this.submissions = submissions;
        this.jobs = jobs;
        this.book = book;
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitStudy",
            summary = "Queue a study of prompt sensitivity",
            description =
                    "A grid of at most 64 prompts and 64 seeds, all prompts of a seed from one noise. It runs as a job"
                            + " of the same id. The body has the limits of a job's.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = StudyRequest.class),
                            examples = {
                                @ExampleObject(
                                        name = "word order",
                                        value =
                                                "{\"model\":\"vase-diffusion\",\"template\":\"ornate green vase\",\"perturbation\":\"permutation\"}"),
                                @ExampleObject(
                                        name = "colours",
                                        value = "{\"model\":\"vase-diffusion\",\"template\":\"ornate {colour} vase\","
                                                + "\"values\":{\"colour\":[\"red\",\"mauve\",\"yellow\",\"blue\",\"green\"]},"
                                                + "\"perturbation\":\"substitution\",\"seeds\":8}")
                            }))
    @APIResponse(
            responseCode = "202",
            description = "Queued; Location says where the study is",
            content = @Content(schema = @Schema(implementation = StudyDocument.class)))
    @APIResponse(
            responseCode = "400",
            description = "A field is wrong, unknown or missing, or the body is not JSON",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "413", description = "The body has more than 64 KiB, or more than 4 MiB with images")
    @APIResponse(responseCode = "415", description = "The body is not application/json")
    @APIResponse(responseCode = "422", description = "The idempotency key came with another request before")
    @APIResponse(responseCode = "503", description = "The broker does not answer; try again after Retry-After seconds")
    public CompletionStage<Response> submit(
            @Parameter(description = "As for a job") @HeaderParam("Idempotency-Key") Optional<String> idempotencyKey,
            @Parameter(hidden = true) InputStream body) {
        return submissions
                .submitStudy(StrictJson.read(body, ConditioningReader.IMAGES), idempotencyKey)
                .thenApply(status -> Response.accepted(document(status, true))
                        .header(HttpHeaders.LOCATION, PATH + "/" + status.job().id())
                        .build());
    }

    @GET
    @Operation(operationId = "listStudies", summary = "Studies, newest first")
    public StudyPage list(
            @Parameter(
                            description = "Studies in a page; a page may hold fewer and still have a next_cursor",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    Optional<String> limit,
            @BeanParam JobQuery query) {
        var wanted = query.wanted().and(job -> job.job().study().isPresent());
        var page = jobs.newestFirst(query.before(), wanted, LIMIT.parse(limit, USUAL_LIMIT));
        return new StudyPage(
                page.jobs().stream().map(study -> document(study, false)).toList(),
                page.continuesBefore().map(JobFilter::cursorAt));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getStudy", summary = "One study")
    @APIResponse(
            responseCode = "200",
            description = "The study",
            content = @Content(schema = @Schema(implementation = StudyDocument.class)))
    @APIResponse(responseCode = "404", description = "There is no such study")
    public StudyDocument get(@PathParam("id") String id) {
        return document(book.require(id), true);
    }

    private StudyDocument document(JobStatus status, boolean withGrid) {
        return StudyDocument.of(status, book.evaluation(status.job().id()), withGrid);
    }
}
