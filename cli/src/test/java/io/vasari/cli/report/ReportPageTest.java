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
    void featuresAreShownBesideClassesAndWithoutThem() throws Exception {
        var classless = (com.fasterxml.jackson.databind.node.ObjectNode)
                new JsonMapper()
                        .readTree(
                                """
                {"class_counts":{},"verdict_text":"nobody sorts them","features":{"embedder":"eye@v1","samples":512,
                 "kernel_distance":0.125,"frechet_distance":null,"coverage_ratio":0.5}}""");
        assertThat(ShareTable.of(classless))
                .contains("features of 512 samples", "Verdict: nobody")
                .doesNotContain("class ");
        String page = ReportPage.of(List.of(new JobReport("j", "m", "r", "succeeded", 9, classless, new byte[] {1})));
        assertThat(page).contains("<dt>kernel distance</dt><dd>0.1250</dd>", "<dt>embedder</dt><dd>eye@v1</dd>");
        assertThat(page).doesNotContain("<svg", "frechet");
        classless.setAll((com.fasterxml.jackson.databind.node.ObjectNode) evaluation());
        assertThat(ShareTable.of(classless)).contains("75.00 %", "coverage 0.50");
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
