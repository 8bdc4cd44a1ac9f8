package io.vasari.worker.batch;

/** How long two sizes are compared, and what decides. */
enum Care {
    /** For a cold worker that looks for its size: soon over, since it will be looked at again. */
    BRIEF(1, 6, 2),
    /** Over as soon as it is plain. What ends so looks further apart than it is: it ended because it did. */
    FAIR(1, 12, 2),
    /** The same for what would let a worker's memory grow late. */
    STRICT(1, 12, 3),
    /** For a ratio that others are reckoned from: of so many pairs in any case. */
    FULL(12, 12, 2);

    private final int leastPairs;
    private final int mostPairs;
    private final double standardErrors;

    Care(int leastPairs, int mostPairs, double standardErrors) {
        this.leastPairs = leastPairs;
        this.mostPairs = mostPairs;
        this.standardErrors = standardErrors;
    }

    int leastPairs() {
        return leastPairs;
    }

    int mostPairs() {
        return mostPairs;
    }

    /** How far from the threshold the mean must be for that to be plain. */
    double standardErrors() {
        return standardErrors;
    }
}
