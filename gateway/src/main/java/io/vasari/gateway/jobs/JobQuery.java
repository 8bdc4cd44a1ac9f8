package io.vasari.gateway.jobs;

import io.vasari.contracts.JobStatus;
import io.vasari.gateway.errors.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Query parameters of a list of jobs, but for the length of its pages. */
public final class JobQuery {
    @Parameter(description = "next_cursor of the page before")
    @QueryParam("cursor")
    Optional<String> cursor;

    @Parameter(description = "queued, processing, succeeded, partial, failed, canceled or expired")
    @QueryParam("status")
    Optional<String> status;

    @Parameter(description = "A model id, or id@revision")
    @QueryParam("model")
    Optional<String> model;

    /** @throws ProblemException when there is no such status */
    public Predicate<JobStatus> wanted() {
        return JobFilter.of(status, model);
    }

    /**
     * The job before which the page begins; empty for the first page.
     *
     * @throws ProblemException when it is no cursor of ours
     */
    public Optional<String> before() {
        return JobFilter.given(cursor).map(JobFilter::jobIdOf);
    }
}
