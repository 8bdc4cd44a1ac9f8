package io.vasari.benchmarks.peer;

import java.util.List;

/** How the peer is set up. All have two worker processes of one PyTorch thread, late acknowledgement and no results. */
public enum PeerSetup {
    /** As it is usually written: a prefork pool of two, Pillow as it comes. */
    USUAL("Celery, prefork, Pillow", "pillow", List.of(List.of("-P", "prefork", "-c", "2"))),
    /** By somebody who knows that the encoder is the wall: Pillow's fastest level that compresses. */
    QUICK("Celery, prefork, Pillow level 1", "pillow-1", List.of(List.of("-P", "prefork", "-c", "2"))),
    /** The fastest that was found: two workers with the solo pool, which hand nothing to a child process, and OpenCV. */
    TUNED(
            "Celery, solo, OpenCV",
            "opencv",
            List.of(List.of("-P", "solo", "-n", "first@peer"), List.of("-P", "solo", "-n", "second@peer")));

    private final String title;
    private final String png;
    private final List<List<String>> workers;

    PeerSetup(String title, String png, List<List<String>> workers) {
        this.title = title;
        this.png = png;
        this.workers = workers;
    }

    public String title() {
        return title;
    }

    /** Which library encodes: {@code PEER_PNG} of the scripts. */
    String png() {
        return png;
    }

    /** Options of each {@code celery worker}. */
    List<List<String>> workers() {
        return workers;
    }
}
