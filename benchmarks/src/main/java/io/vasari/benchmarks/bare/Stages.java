package io.vasari.benchmarks.bare;

/** Where a loop's time went, in nanoseconds. */
record Stages(int samples, long generating, long encoding, long storing) {
    Stages plus(Stages more) {
        return new Stages(
                samples + more.samples, generating + more.generating, encoding + more.encoding, storing + more.storing);
    }

    double seconds() {
        return (generating + encoding + storing) / 1e9;
    }
}
