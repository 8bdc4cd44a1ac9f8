package io.vasari.gateway.studies;

import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.jobs.JobFilter;
import io.vasari.gateway.request.QueryNumber;
import io.vasari.gateway.view.FarmView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What studies found, prompt by prompt, which no metric may carry in its labels. */
@Path("/v1/findings")
@Tag(name = "Studies")
@Produces(MediaType.APPLICATION_JSON)
public final class FindingsResource {
    private static final QueryNumber LIMIT = new QueryNumber("limit", 1, 500);
    private static final int USUAL_LIMIT = 50;

    /** How many studies one request looks at. */
    static final int SCAN_LIMIT = 1000;

    private final FarmView view;

    FindingsResource(FarmView view) {
        this.view = view;
    }

    /** The answer. */
    @Schema(name = "Findings")
    public record Findings(@Schema(description = "Worst first") List<Finding> findings) {}

    @GET
    @Operation(
            operationId = "listFindings",
            summary = "The worst groups of variants, worst first",
            description =
                    "A group is all variants of a prompt on one noise. Those that are as expected are left out. The newest"
                            + " 1,000 studies are looked at.")
    @APIResponse(responseCode = "200", description = "The findings")
    public Findings list(
            @Parameter(description = "Ids of models, or id@revision, with commas between") @QueryParam("model")
                    Optional<String> model,
            @Parameter(
                            description =
                                    "Only studies that ended at this moment or later, such as 2026-03-01T12:00:00Z",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("since")
                    Optional<String> since,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
                    @QueryParam("limit")
                    Optional<String> limit) {
        return new Findings(found(model, since, limit));
    }

    @GET
    @Path("/report.html")
    @Produces("text/html;charset=UTF-8")
    @Operation(
            operationId = "getFindingsReport",
            summary = "The same as a page, with a link to the report of each study",
            description = "Takes what the list takes.")
    @APIResponse(responseCode = "200", description = "The page")
    public String report(
            @QueryParam("model") Optional<String> model,
            @QueryParam("since") Optional<String> since,
            @QueryParam("limit") Optional<String> limit) {
        return FindingsReport.of(found(model, since, limit));
    }

    private List<Finding> found(Optional<String> model, Optional<String> since, Optional<String> limit) {
        int most = LIMIT.parse(limit, USUAL_LIMIT);
        var from = JobFilter.given(since).map(FindingsResource::moment).orElse(Instant.MIN);
        var wanted = JobFilter.given(model).map(names -> List.of(names.split(",")));
        return view.studies(SCAN_LIMIT).stream()
                .filter(study -> !study.at().isBefore(from))
                .filter(study -> wanted.isEmpty()
                        || wanted.get().contains(study.model().id())
                        || wanted.get().contains(study.model().toString()))
                .flatMap(Finding::of)
                .sorted(Finding.WORST_FIRST)
                .limit(most)
                .toList();
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(FieldError.of(
                    "since",
                    text,
                    "since: '" + FieldError.cut(text) + "' is no moment in UTC; write it as 2026-03-01T12:00:00Z"));
        }
    }
}
