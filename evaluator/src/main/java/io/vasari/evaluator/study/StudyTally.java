package io.vasari.evaluator.study;

import java.util.List;

/** Told what is found. */
public interface StudyTally {
    /** Each study once. */
    void judged(Judged study);

    /** The figures of all windows, in place of those before. */
    void figures(List<WindowSensitivity> figures);
}
