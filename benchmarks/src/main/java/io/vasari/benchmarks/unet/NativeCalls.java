package io.vasari.benchmarks.unet;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.request.EventRequest;
import io.vasari.benchmarks.machine.Java;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * What a step of the UNet asks of the engine, counted by a debugger that watches the class with its native methods. Says
 * nothing of time: under a debugger it is another one.
 *
 * @param byName method to calls in one step
 */
public record NativeCalls(Map<String, Integer> byName) {
    private static final String ENGINE = "ai.djl.pytorch.jni.PyTorchLibrary";
    private static final int STEPS = 2;

    /** Counts the second of two steps. */
    public static NativeCalls count(Path revision, int rows, Path exchange) throws IOException {
        var connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(any -> any.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow(() -> new IOException("this Java has no debugger that listens on a socket"));
        try {
            return count(connector, revision, rows, exchange);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IOException("the debugger of this Java cannot listen: " + e.getMessage(), e);
        }
    }

    private static NativeCalls count(ListeningConnector connector, Path revision, int rows, Path exchange)
            throws IOException, IllegalConnectorArgumentsException {
        var arguments = connector.defaultArguments();
        arguments.get("localAddress").setValue("127.0.0.1");
        String address = connector.startListening(arguments);
        try {
            var ended = CompletableFuture.runAsync(() -> Java.run(
                    List.of("-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=127.0.0.1:"
                            + address.substring(address.lastIndexOf(':') + 1)),
                    JavaUnet.class,
                    List.of(revision.toString(), "" + rows, "0", "" + STEPS, exchange.toString()),
                    line -> {}));
            var calls = watch(connector.accept(arguments));
            ended.join();
            return new NativeCalls(calls);
        } finally {
            connector.stopListening(arguments);
        }
    }

    /** Calls since the last step began and before it returned, as all later ones come from {@code close}. */
    private static Map<String, Integer> watch(VirtualMachine machine) {
        for (String watched : List.of(ENGINE, JavaUnet.class.getName(), UnetInput.class.getName())) {
            var request = machine.eventRequestManager().createMethodEntryRequest();
            request.addClassFilter(watched);
            request.setSuspendPolicy(EventRequest.SUSPEND_NONE);
            request.enable();
        }
        var names = new ArrayList<String>();
        machine.resume();
        try {
            while (true) {
                collect(machine.eventQueue().remove(), names);
            }
        } catch (VMDisconnectedException e) {
            return counted(names);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a step was counted", e);
        }
    }

    private static void collect(EventSet events, List<String> names) {
        for (var event : events) {
            if (event instanceof MethodEntryEvent entry) {
                names.add(entry.method().name());
            }
        }
        events.resume();
    }

    /** @param names of the methods that were entered; {@code step} begins a step and {@code write} ends the last one */
    static Map<String, Integer> counted(List<String> names) {
        int first = names.lastIndexOf("step") + 1;
        int end = names.lastIndexOf("write");
        return names.subList(first, end).stream()
                .filter(name -> name.startsWith("torch"))
                .collect(Collectors.toMap(name -> name, name -> 1, Integer::sum, TreeMap::new));
    }

    public int total() {
        return byName.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The most frequent ones, for example {@code torchDeleteTensor 120, torchConv 31}. */
    public String most(int count) {
        return byName.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> entry) -> -entry.getValue()))
                .limit(count)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
