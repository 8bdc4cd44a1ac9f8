package io.vasari.cli.report;

import com.fasterxml.jackson.databind.JsonNode;

/** What a page shows of some samples. */
public interface Shown {
    /** One line that says which. */
    String title();

    /** As the HTTP API gives it for a job. */
    JsonNode evaluation();

    /** PNG of the first of them. */
    byte[] sheet();
}
