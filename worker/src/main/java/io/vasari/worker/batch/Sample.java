package io.vasari.worker.batch;

import java.util.Optional;

/**
 * One sample of a commission, from its first pass to its picture. While it is seated it belongs to a lane, otherwise to the
 * {@link Studio}.
 */
final class Sample {
    private final Commission commission;
    private final int index;
    private final long turn;
    private Optional<Canvas> canvas = Optional.empty();
    private Optional<Output.Strip> picture = Optional.empty();
    private boolean seated;

    /** @param turn larger than that of every sample which was begun before */
    Sample(Commission commission, int index, long turn) {
        this.commission = commission;
        this.index = index;
        this.turn = turn;
    }

    Commission commission() {
        return commission;
    }

    Painting painting() {
        return commission.painting();
    }

    int index() {
        return index;
    }

    long turn() {
        return turn;
    }

    /** Empty until its first pass. */
    Optional<Canvas> canvas() {
        return canvas;
    }

    void begun(Canvas fresh) {
        canvas = Optional.of(fresh);
    }

    /** Whether a pass can take it further. */
    boolean isOnItsWay() {
        return canvas.isPresent() && picture.isEmpty() && !painting().isEnded();
    }

    boolean isPainted() {
        return canvas.filter(Canvas::isFinished).isPresent();
    }

    void finished(Output.Strip strip) {
        picture = Optional.of(strip);
    }

    Optional<Output.Strip> picture() {
        return picture;
    }

    boolean isSeated() {
        return seated;
    }

    void seat(boolean taken) {
        seated = taken;
    }
}
