package io.vasari.gateway.jobs;

import io.smallrye.common.annotation.Blocking;
import io.vasari.contracts.JobStatus;
import io.vasari.gateway.conditioning.ConditioningReader;
import io.vasari.gateway.errors.Problem;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
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

/** Jobs over HTTP. */
@Path(JobsResource.PATH)
@Tag(name = "Jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobsResource {
    public static final String PATH = "/v1/jobs";
    private static final QueryNumber LIMIT = new QueryNumber("limit", 1, 500);
    private static final int USUAL_LIMIT = 50;

    private final Submissions submissions;
    private final JobBook book;
    private final JobCommands commands;

    JobsResource(Submissions submissions, JobBook book, JobCommands commands) {
        this.submissions = submissions;
        this.book = book;
        this.commands = commands;
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitJob",
            summary = "Queue a batch of samples",
            description =
                    "The job is queued once this answers 202. The body may have 64 KiB, and 4 MiB with init_image and"
                            + " mask.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = SubmissionDocument.class),
                            examples = {
                                @ExampleObject(
                                        name = "two thousand digits",
                                        value =
                                                "{\"model\":\"mnist-gan\",\"revision\":\"epoch-200\",\"samples\":2000,\"seed\":42}"),
                                @ExampleObject(
                                        name = "vases",
                                        value = "{\"model\":\"vase-diffusion\",\"prompts\":[\"ornate green vase\","
                                                + "{\"text\":\"plain mauve vase\",\"weight\":2}],\"samples\":4,"
                                                + "\"guidance_scale\":3,\"steps\":20}"),
                                @ExampleObject(name = "defaults", value = "{\"model\":\"mnist-gan\"}")
                            }))
    @APIResponse(
            responseCode = "202",
            description = "Queued; Location says where the job is",
            content = @Content(schema = @Schema(implementation = JobDocument.class)))
    @APIResponse(
            responseCode = "400",
            description = "A field is wrong, unknown or missing, or the body is not JSON",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "413", description = "The body has more than 64 KiB, or more than 4 MiB with images")
    @APIResponse(responseCode = "415", description = "The body is not application/json")
    @APIResponse(responseCode = "422", description = "The idempotency key came with another request before")
    @APIResponse(responseCode = "503", description = "The broker does not answer; try again after Retry-After seconds")
    public CompletionStage<Response> submit(
            @Parameter(
                            description =
                                    "1 to 128 printable ASCII characters: the same key and body again is the same job,"
                                            + " as long as the gateway lives")
                    @HeaderParam(IdempotencyKeys.HEADER)
                    Optional<String> idempotencyKey,
            @Parameter(hidden = true) InputStream body) {
        return submissions
                .submit(StrictJson.read(body, ConditioningReader.IMAGES), idempotencyKey)
                .thenApply(status -> Response.accepted(document(status))
                        .header(HttpHeaders.LOCATION, PATH + "/" + status.job().id())
                        .build());
    }

    @GET
    @Operation(operationId = "listJobs", summary = "Jobs, newest first")
    public JobPage list(
            @Parameter(
                            description = "Jobs in a page; a filtered page may hold fewer and still have a next_cursor",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    Optional<String> limit,
            @BeanParam JobQuery query) {
        int jobs = LIMIT.parse(limit, USUAL_LIMIT);
        var wanted = query.wanted();
        var page = book.newestFirst(query.before(), wanted, jobs);
        return new JobPage(
                page.jobs().stream().map(this::document).toList(),
                page.continuesBefore().map(JobFilter::cursorAt));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getJob", summary = "One job")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobDocument.class)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    public JobDocument get(@PathParam("id") String id) {
        return document(book.require(id));
    }

    @POST
    @Blocking
    @Path("/{id}/cancel")
    @Operation(
            operationId = "cancelJob",
            summary = "Cancel a job",
            description =
                    "Queued work never starts, running work stops at the next batch, what is done stays. Harmless to"
                            + " repeat; the status becomes canceled a moment later.")
    @APIResponse(
            responseCode = "202",
            description = "The job as it was when the request came",
            content = @Content(schema = @Schema(implementation = JobDocument.class)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    @APIResponse(responseCode = "409", description = "The job has already ended")
    public CompletionStage<Response> cancel(@PathParam("id") String id) {
        var status = book.require(id);
        if (status.state().isTerminal()) {
            throw new ProblemException(
                    ProblemType.JOB_ALREADY_ENDED,
                    "job " + id + " is " + JobFilter.nameOf(status.state()) + " already");
        }
        return commands.cancel(status.job())
                .thenApply(done -> Response.accepted(document(status)).build());
    }

    private JobDocument document(JobStatus status) {
        return JobDocument.of(status, book.evaluation(status.job().id()));
    }
}
