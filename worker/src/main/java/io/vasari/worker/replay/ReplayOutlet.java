package io.vasari.worker.replay;

import io.vasari.contracts.ReplayOrder;
import io.vasari.contracts.ReplayReport;

/** Where replays are ordered and reported, if that is possible right now: it never waits, and never throws. */
public interface ReplayOutlet {
    void order(ReplayOrder order);

    void report(ReplayReport report);
}
