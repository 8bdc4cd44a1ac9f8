package io.vasari.gateway.results;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.shard.ShardWriter;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.Shard;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.jobs.JobBook;
import io.vasari.gateway.jobs.JobsResource;
import io.vasari.gateway.request.QueryNumber;
import io.vasari.gateway.view.FarmView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** A job's images over HTTP, of a running job as of one that has ended. */
@Path(JobsResource.PATH)
@Tag(name = "Results")
@Blocking
public final class ResultsResource {
    static final String PNG = "image/png";
    private static final QueryNumber COLUMNS = new QueryNumber("columns", 1, 100);
    private static final QueryNumber LIMIT = new QueryNumber("limit", 1, 2000);
    private static final int USUAL_COLUMNS = 20;
    private static final int USUAL_LIMIT = 200;
    private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

    private final JobBook book;
    private final FarmView view;
    private final ModelCatalog catalog;
    private final ArtifactStore store;
    private final SheetPainter sheets;

    ResultsResource(JobBook book, FarmView view, ModelCatalog catalog, ArtifactStore store) {
        this.book = book;
        this.catalog = catalog;
        this.view = view;
        this.store = store;
        this.sheets = new SheetPainter(store);
    }

    @GET
    @Path("/{id}/samples/{index}.png")
    @Produces(PNG)
    @Operation(operationId = "getSample", summary = "One image", description = "One range read of the artifact store.")
    @APIResponse(responseCode = "200", description = "The image; it never changes and may be cached")
    @APIResponse(responseCode = "404", description = "There is no such job, or the sample is not there (yet)")
    public Response sample(
            @PathParam("id") String id,
            @Parameter(
                            description = "From 0 to the job's samples minus 1",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
                    @PathParam("index")
                    String text,
            @Context Request request) {
        var status = book.require(id);
        int index = new QueryNumber("index", 0, status.job().samples() - 1).parse(text);
        var shard = view.shardOf(id, index).orElseThrow(() -> notThere("sample " + index, status));
        var tag = new EntityTag(shard.artifact().sha256().substring(0, 16) + "-" + index);
        var known = request.evaluatePreconditions(tag);
        var response = known != null
                ? known
                : Response.ok(store.read(shard.artifact().uri(), shard.offsetOf(index), shard.sizeOf(index)));
        return response.tag(tag).cacheControl(forEver()).build();
    }

    @GET
    @Path("/{id}/samples.tar")
    @Produces(ShardWriter.MEDIA_TYPE)
    @ResponseHeader(name = HttpHeaders.CONTENT_DISPOSITION, value = "attachment; filename=\"samples.tar\"")
    @Operation(
            operationId = "getSamples",
            summary = "All images as one tar",
            description =
                    "WebDataset layout: 0000000017.png and 0000000017.json for sample 17, in order. Of a running job,"
                            + " what is done so far.")
    @APIResponse(
            responseCode = "200",
            description = "The tar, streamed; a broken connection means that it is not whole")
    @APIResponse(responseCode = "404", description = "There is no such job, or nothing of it is done yet")
    public Multi<byte[]> samples(@PathParam("id") String id) {
        var tar = new TarStream(store, shards(id));
        byte[] first = tar.next();
        var rest = Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().item(tar::next).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .until(chunk -> chunk.length == 0);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(first), rest)
                .onTermination()
                .invoke(tar::close);
    }

    @GET
    @Path("/{id}/sheet.png")
    @Produces(PNG)
    @Operation(
            operationId = "getSheet",
            summary = "A contact sheet",
            description = "The job's first images that are done, row by row.")
    @APIResponse(responseCode = "200", description = "The sheet")
    @APIResponse(responseCode = "404", description = "There is no such job, or nothing of it is done yet")
    public byte[] sheet(
            @PathParam("id") String id,
            @Parameter(
                            description = "Images in a row",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @QueryParam("columns")
                    Optional<String> columns,
            @Parameter(
                            description = "Images at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "2000",
                                            defaultValue = "200"))
                    @QueryParam("limit")
                    Optional<String> limit) {
        int across = COLUMNS.parse(columns, USUAL_COLUMNS);
        int images = LIMIT.parse(limit, USUAL_LIMIT);
        var shards = shards(id);
        requireRoom(book.require(id), images);
        return sheets.paint(shards, across, images);
    }

    private void requireRoom(JobStatus status, int images) {
        sizeOf(status.job()).ifPresent(image -> {
            long room = SheetPainter.roomFor(image);
            if (Math.min(images, status.done()) > room) {
                throw ProblemException.invalid(FieldError.of(
                        "limit",
                        images,
                        "limit: a sheet has room for " + room + " images of " + image.width() + " x " + image.height()
                                + " pixels, got " + images));
            }
        });
    }

    private Optional<ModelCard.Image> sizeOf(Job job) {
        var usual = catalog.find(job.model().id()).flatMap(ModelCard::image);
        return job.conditioning()
                .map(TextPrompts.class::cast)
                .map(text -> new ModelCard.Image(
                        text.sampling().width(), text.sampling().height(), 3))
                .or(() -> usual);
    }

    /** @throws ProblemException when there is no such job or nothing of it is done */
    private Iterator<Shard> shards(String id) {
        var status = book.require(id);
        var shards = new ShardPages((from, limit) -> view.shards(id, from, limit));
        if (!shards.hasNext()) {
            throw notThere("no sample", status);
        }
        return shards;
    }

    private static ProblemException notThere(String what, JobStatus status) {
        var state = status.state();
        return new ProblemException(
                ProblemType.SAMPLE_NOT_AVAILABLE,
                what + (what.startsWith("no ") ? " is there" : " is not there") + (state.isTerminal() ? "" : " yet")
                        + " (job " + state.name().toLowerCase(Locale.ROOT) + ", " + status.done() + " of "
                        + status.job().samples() + " done"
                        + (status.failed() > 0 ? ", " + status.failed() + " failed" : "") + ")");
    }

    private static CacheControl forEver() {
        var cache = new CacheControl();
        cache.setNoTransform(false);
        cache.setMaxAge(YEAR_SECONDS);
        cache.getCacheExtension().put("immutable", "");
        return cache;
    }
}
