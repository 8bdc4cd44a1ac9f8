package io.vasari.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vasari.artifacts.StoreException;
import io.vasari.contracts.JobStatus;
import io.vasari.gateway.errors.Problem;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.jobs.Submissions;
import io.vasari.gateway.openai.ChunkWriter.Chunk;
import io.vasari.gateway.request.StrictJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Images in the manner of OpenAI's API: an interactive job of the farm, waited for. */
@Path("/v1/images")
@Tag(name = "OpenAI")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public final class ImagesResource {
    private static final String KEY = "Idempotency-Key";
    private static final String WAITS =
            "Answers once the images are there. With stream, server-sent events: one for each image, before it at most"
                    + " partial_images previews, and an error where that comes after the start.";

    private final ImageRequestReader reader;
    private final Submissions submissions;
    private final ImageWait wait;

    ImagesResource(ImageRequestReader reader, Submissions submissions, ImageWait wait) {
        this.reader = reader;
        this.submissions = submissions;
        this.wait = wait;
    }

    @POST
    @Path("/generations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "generateImages", summary = "Images from a prompt, as OpenAI has it", description = WAITS)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = GenerationDocument.class)))
    @APIResponse(
            responseCode = "200",
            description = "The images",
            content = @Content(schema = @Schema(implementation = ImageAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "A field is wrong",
            content = @Content(schema = @Schema(implementation = OpenAiError.class)))
    @APIResponse(responseCode = "504", description = "The images were not there in time; the job goes on")
    public RestMulti<Chunk> generate(
            @HeaderParam(KEY) Optional<String> key, @Context UriInfo uri, @Parameter(hidden = true) InputStream body) {
        return answer(ImageOperation.GENERATION, StrictJson.read(body), key, uri);
    }

    @POST
    @Path("/edits")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "editImage",
            summary = "An image repainted after a prompt, as OpenAI has it",
            description =
                    WAITS + " Fields as for generations, and the files image and mask: transparent where the image may"
                            + " change. Without a mask the holes of the image itself count, and without holes all of it may change.")
    @APIResponse(
            responseCode = "200",
            description = "The images",
            content = @Content(schema = @Schema(implementation = ImageAnswer.class)))
    public RestMulti<Chunk> edit(
            @HeaderParam(KEY) Optional<String> key, @Context UriInfo uri, MultipartFormDataInput form) {
        return answer(ImageOperation.EDIT, FormReader.read(form), key, uri);
    }

    @POST
    @Path("/variations")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "varyImage",
            summary = "Variations of an image, as OpenAI has it",
            description = WAITS + " Fields as for generations without a prompt, and the file image.")
    @APIResponse(
            responseCode = "200",
            description = "The images",
            content = @Content(schema = @Schema(implementation = ImageAnswer.class)))
    public RestMulti<Chunk> vary(
            @HeaderParam(KEY) Optional<String> key, @Context UriInfo uri, MultipartFormDataInput form) {
        return answer(ImageOperation.VARIATION, FormReader.read(form), key, uri);
    }

    private RestMulti<Chunk> answer(ImageOperation operation, ObjectNode json, Optional<String> key, UriInfo uri) {
        var request = reader.read(operation, json);
        var submitted = submissions.submit(request.submission(), key);
        var job = Uni.createFrom().completionStage(submitted).map(JobStatus::job);
        var address = Optional.of(uri.getBaseUri().toString()).filter(any -> request.links());
        var answer =
                request.stream() ? wait.events(job, operation, request.partialImages()) : wait.document(job, address);
        return RestMulti.fromMultiData(answer)
                .encodeAsJsonArray(false)
                .header(
                        HttpHeaders.CONTENT_TYPE,
                        request.stream() ? MediaType.SERVER_SENT_EVENTS : MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        var problem = e.problem();
        var answer = Response.status(problem.status())
                .type(MediaType.APPLICATION_JSON)
                .entity(OpenAiError.of(problem));
        if (problem.is(ProblemType.TIMED_OUT) || problem.is(ProblemType.NO_IMAGES)) {
            // OpenAI's clients send again what fails with 5xx, which would paint everything twice.
            answer.header("x-should-retry", "false");
        }
        return answer.build();
    }

    @ServerExceptionMapper
    Response store(StoreException e) {
        Log.warnf("artifact store: %s", e.getMessage());
        return answer(ProblemType.STORE_UNAVAILABLE, "the artifact store does not give or take what it should");
    }

    private static Response answer(ProblemType type, String detail) {
        return Response.status(type.status())
                .type(MediaType.APPLICATION_JSON)
                .entity(OpenAiError.of(Problem.of(type, detail)))
                .build();
    }
}
