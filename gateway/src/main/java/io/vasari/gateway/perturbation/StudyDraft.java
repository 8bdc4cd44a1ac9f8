package io.vasari.gateway.perturbation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.contracts.Study;
import io.vasari.gateway.errors.FieldError;
import java.util.List;

/**
 * A request for a study that has been read: what makes it a study, and the rest as a request for a job.
 *
 * @param seeds a column each
 * @param job as {@code POST /v1/jobs} takes it: the variants as prompts, as many samples of each as there are seeds
 * @param errors what is wrong so far; the rest of it is of no use unless there is none
 */
public record StudyDraft(Study study, List<Long> seeds, ObjectNode job, List<FieldError> errors) {}
