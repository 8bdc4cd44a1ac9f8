package io.vasari.benchmarks.peer;

import java.util.List;

/** How the peer is set up. All have two worker processes of one PyTorch thread and late acknowledgement. */
public enum PeerSetup {
    /** As it is usually written: a prefork pool of two, results in Redis, Pillow as it comes. */
    USUAL("Celery, prefork, results, Pillow", "pillow", "redis", List.of(List.of("-P", "prefork", "-c", "2"))),
    /** By somebody who wants no results and knows that the encoder is the wall: Pillow's fastest level that compresses. */
    QUICK("Celery, prefork, Pillow level 1", "pillow-1", "", List.of(List.of("-P", "prefork", "-c", "2"))),
    /** The fastest that was found: two workers with the solo pool, which hand nothing to a child process, and OpenCV. */
    TUNED(
            "Celery, solo, OpenCV",
            "opencv",
            "",
            List.of(List.of("-P", "solo", "-n", "first@peer"), List.of("-P", "solo", "-n", "second@peer")));

    private final String title;
    private final String png;
    private final String results;
    private final List<List<String>> workers;

    PeerSetup(String title, String png, String results, List<List<String>> workers) {
        this.title = title;
        this.png = png;
        this.results = results;
        this.workers = workers;
    }

    public String title() {
        return title;
    }

    /** Which library encodes: {@code PEER_PNG} of the scripts. */
    String png() {
        return png;
    }

    /** Where results are kept, if anywhere: {@code PEER_RESULTS} of the scripts. */
    String results() {
        return results;
    }

    /** Options of each {@code celery worker}. */
    List<List<String>> workers() {
        return workers;
    }
}
