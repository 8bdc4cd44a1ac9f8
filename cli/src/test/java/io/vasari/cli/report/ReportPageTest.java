package io.vasari.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final String EVALUATION =
            """
            {"samples":100,"class_counts":{"0":75,"1":25},"class_shares":{"0":0.75,"1":0.25},
             "expected_shares":{"0":0.5,"1":0.5},"residuals":{"0":5.0,"1":-5.0},"effective_classes":1.75,
             "log10_p_value":-6.24,"total_variation_ratio":0.25,"reference":"<real>",
             "verdict":"skewed","verdict_text":"0 is over-represented"}
            """;

    @Test
    void tableHasARowPerClassAndTheVerdictInWords() throws Exception {
        String table = ShareTable.of(evaluation());

        assertThat(table)
                .contains("0           75   75.00 %   50.00 %     +5.0 sigma")
                .contains("1           25   25.00 %   50.00 %     -5.0 sigma")
                .contains("Verdict: 0 is over-represented");
    }

    @Test
    void pageIsSelfContainedAndEscapesWhatItShows() throws Exception {
        var report = new JobReport("j1", "a<b", "r", "succeeded", 100, evaluation(), new byte[] {1, 2, 3});

        String page = ReportPage.of(List.of(report));

        assertThat(page)
                .contains("a&lt;b", "&lt;real&gt;", "data:image/png;base64,AQID", "<svg", "verdict skewed")
                .doesNotContain("a<b", "<script", "http://", "https://");
    }

    private static JsonNode evaluation() throws Exception {
        return new JsonMapper().readTree(EVALUATION);
    }
}
