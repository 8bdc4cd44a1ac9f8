package io.vasari.cli.commands;

import java.util.concurrent.CountDownLatch;

/** Runs a farm until the process is told to end, and ends the farm first. */
final class Interrupt {
    /** Closes the farm when the process is interrupted or terminated, whatever the command is doing then. */
    static void closesFirst(AutoCloseable farm) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                farm.close();
                            } catch (Exception e) {
                                System.err.println("vasari: " + e.getMessage());
                            }
                        },
                        "shutdown"));
    }

    /** Blocks until then. */
    static void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private Interrupt() {}
}
