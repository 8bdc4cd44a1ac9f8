package io.vasari.cli.commands;

import io.vasari.cli.farm.FarmEvents;
import io.vasari.cli.farm.Member;
import java.io.PrintStream;
import java.time.Duration;

/** What happens to the farm's processes, as lines of text. */
record PrintedEvents(PrintStream out) implements FarmEvents {
    @Override
    public void started(Member member) {
        out.printf("  %-10s pid %-7d %s%n", member.name(), member.pid(), member.url());
    }

    @Override
    public void died(Member member, int exitCode, Duration restartsIn) {
        out.printf(
                "  %s ended with code %d; starting it again in %.1f s (its log: %s)%n",
                member.name(), exitCode, restartsIn.toMillis() / 1000.0, member.log());
    }

    @Override
    public void stubborn(Member member, Duration patience) {
        out.printf("  %s had not ended after %d s and was killed%n", member.name(), patience.toSeconds());
    }
}
