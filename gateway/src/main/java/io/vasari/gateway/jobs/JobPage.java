package io.vasari.gateway.jobs;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the list of jobs. */
@Schema(name = "JobPage")
public record JobPage(
        @Schema(description = "Newest first") List<JobDocument> jobs,
        @Schema(description = "Pass it as cursor for the next page; null on the last one")
                Optional<String> nextCursor) {}
