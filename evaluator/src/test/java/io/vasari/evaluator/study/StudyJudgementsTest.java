package io.vasari.evaluator.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.vasari.artifacts.FileStore;
import io.vasari.contracts.Expectation;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.PromptVerdict;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import io.vasari.evaluator.aggregate.Window;
import io.vasari.evaluator.study.WindowSensitivity.CheckKind;
import io.vasari.evaluator.study.WindowSensitivity.GroupKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyJudgementsTest {
    private static final List<String> PROMPTS = List.of("red vase", "vase red", "a red vase");

    @TempDir
    Path dir;

    private final List<Judged> news = new ArrayList<>();
    private List<WindowSensitivity> figures = List.of();
    private StudyJudgements judgements;
    private List<Shard> shards;

    @BeforeEach
    void open() {
        var store = FileStore.open(dir);
        var judge = new StudyJudge(store, model -> new ColourEye(true), model -> Calibrated.not());
        judgements = new StudyJudgements(judge, new StudyTally() {
            @Override
            public void judged(Judged study) {
                news.add(study);
            }

            @Override
            public void figures(List<WindowSensitivity> shown) {
                figures = shown;
            }
        });
        shards = List.of(Grids.shard(
                store,
                new SampleRange(0, 12),
                index -> new int[] {200 + index, 10, 10},
                index -> Grids.noise(index % 4)));
    }

    @Test
    void aStudyIsJudgedOnce() {
        var status = Grids.status(Perturbation.PERMUTATION, PROMPTS, 4, 12);
        assertThat(judgements.isDue(status)).isTrue();

        var judged = judgements.judge(status, shards);
        judgements.published(judged);
        judgements.published(judged);

        assertThat(judgements.isDue(status)).isFalse();
        assertThat(news).hasSize(1);
    }

    @Test
    void whatWasJudgedBeforeIsNoNewsAndCountsInTheFigures() {
        var status = Grids.status(Perturbation.PERMUTATION, PROMPTS, 4, 12);
        var evaluation = judgements.judge(status, shards).evaluation();

        judgements.recall(evaluation);
        judgements.show(evaluation.at().plusSeconds(1));

        assertThat(judgements.isDue(status)).isFalse();
        assertThat(news).isEmpty();
        assertThat(figures).extracting(WindowSensitivity::window).containsExactly(Window.values());
        assertThat(figures).allSatisfy(shown -> {
            assertThat(shown.perturbation()).isEqualTo(Perturbation.PERMUTATION);
            assertThat(shown.meanDistance()).isEqualTo(evaluation.medianDistance());
            assertThat(shown.variance()).isEqualTo(evaluation.variance());
            assertThat(shown.groups())
                    .containsOnly(entry(new GroupKind(Expectation.INVARIANT, PromptVerdict.CONSISTENT), 4L));
            assertThat(shown.checks())
                    .containsOnly(entry(new CheckKind("colour", true), 12L), entry(new CheckKind("colour", false), 0L));
        });
    }

    @Test
    void figuresLeaveTheirWindowsOneByOne() {
        var evaluation = judgements
                .judge(Grids.status(Perturbation.TYPO, PROMPTS, 4, 12), shards)
                .evaluation();
        judgements.recall(evaluation);

        judgements.show(evaluation.at().plus(Duration.ofMinutes(6)));
        assertThat(figures).extracting(WindowSensitivity::window).containsExactly(Window.HOUR, Window.DAY);
        judgements.show(evaluation.at().plus(Duration.ofMinutes(61)));
        assertThat(figures).extracting(WindowSensitivity::window).containsExactly(Window.DAY);
        judgements.show(evaluation.at().plus(Duration.ofHours(27)));
        assertThat(figures).isEmpty();
    }

    @Test
    void whoLeavesTheDeskShowsNothing() {
        var status = Grids.status(Perturbation.TYPO, PROMPTS, 4, 12);
        judgements.published(judgements.judge(status, shards));
        judgements.show(Grids.NOON.plusSeconds(6));
        assertThat(figures).isNotEmpty();

        judgements.leave();

        assertThat(figures).isEmpty();
        assertThat(judgements.isDue(status)).isTrue();
    }
}
