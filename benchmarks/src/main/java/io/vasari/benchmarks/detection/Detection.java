package io.vasari.benchmarks.detection;

import java.util.Map;

/**
 * What became of streams with one fault.
 *
 * @param divergenceNats Kullback-Leibler divergence of the fault from the reference
 */
record Detection(Fault fault, double divergenceNats, Map<Alarm, Delays> delays) {

    /**
     * Samples that any test needs on average that sounds without a fault once in a million streams at most, even one that knows the
     * fault: ln(1/alpha) over the divergence (Wald 1945; Lorden 1971).
     */
    double fewestPossible() {
        return -Math.log(Alarm.FALSE_ALARM_RATE) / divergenceNats;
    }
}
