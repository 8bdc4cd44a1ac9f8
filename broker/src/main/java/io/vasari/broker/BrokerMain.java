package io.vasari.broker;

import java.nio.file.Path;

/** Runs the broker as a process of its own: {@code BrokerMain <directory> <port>}. Ends on SIGTERM. */
public final class BrokerMain {
    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: BrokerMain <directory> <port>");
            System.exit(2);
        }
        try {
            var broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "shutdown"));
            System.out.println("broker ready on " + broker.bootstrapServers());
            broker.awaitShutdown();
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private BrokerMain() {}
}
