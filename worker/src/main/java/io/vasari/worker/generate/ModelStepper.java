package io.vasari.worker.generate;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.models.IterativeModel;
import io.vasari.models.IterativeModel.Sketch;
import io.vasari.worker.batch.DeviceException;
import io.vasari.worker.batch.Order;
import io.vasari.worker.batch.PartialSample;
import io.vasari.worker.batch.PassOutput;
import io.vasari.worker.batch.Stepper;
import java.util.List;
import java.util.function.Supplier;

/** Steps of one iterative model, which stays in memory while any of its partial samples is open, and may leave in between. */
final class ModelStepper implements Stepper {
    private final LoadedModels models;
    private final ModelRef ref;
    private final Requests requests;
    private final Supplier<String> device;

    /** @param device its name */
    ModelStepper(LoadedModels models, ModelRef ref, Requests requests, Supplier<String> device) {
        this.models = models;
        this.ref = ref;
        this.requests = requests;
        this.device = device;
    }

    @Override
    public PartialSample begin(Order order, int index) {
        var request = requests.of(order, index);
        var held = models.hold(ref);
        try {
            var sketch = EngineFailures.translated(
                    device.get(), () -> iterative(held).begin(Requests.keyOf(order, index), request));
            return new HeldSketch(held, sketch);
        } catch (IllegalArgumentException e) {
            held.letGo();
            throw new DeviceException(
                    FailureCode.INVALID_REQUEST, "model " + ref + " cannot paint this: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            held.letGo();
            throw e;
        }
    }

    @Override
    public void advance(List<PartialSample> partials) {
        EngineFailures.translated(device.get(), () -> {
            modelOf(partials).advance(sketches(partials));
            return partials;
        });
    }

    @Override
    public PassOutput finish(List<PartialSample> finished) {
        return EngineFailures.translated(
                device.get(), () -> Pictures.painted(modelOf(finished).finish(sketches(finished)), sketches(finished)));
    }

    private static IterativeModel iterative(SharedModel held) {
        return (IterativeModel) held.model();
    }

    /** They all have the same, because there is only one copy while any of them is open. */
    private static IterativeModel modelOf(List<PartialSample> partials) {
        return iterative(((HeldSketch) partials.get(0)).model());
    }

    private static List<Sketch> sketches(List<PartialSample> partials) {
        return partials.stream().map(partial -> ((HeldSketch) partial).sketch()).toList();
    }
}
