package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What a gateway asks of the scheduler, on {@link Topics#JOBS}, keyed by pool. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobCommand.Submit.class, name = "submit"),
    @JsonSubTypes.Type(value = JobCommand.Cancel.class, name = "cancel")
})
public sealed interface JobCommand {
    String jobId();

    record Submit(Job job) implements JobCommand {
        @Override
        public String jobId() {
            return job.id();
        }
    }

    record Cancel(String jobId, Instant requestedAt) implements JobCommand {}
}
