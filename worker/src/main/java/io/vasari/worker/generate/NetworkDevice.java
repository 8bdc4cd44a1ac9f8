package io.vasari.worker.generate;

import ai.djl.engine.Engine;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.models.GenerativeModel;
import io.vasari.models.IterativeModel;
import io.vasari.models.LoadedModel;
import io.vasari.models.SampleKey;
import io.vasari.worker.batch.Batch;
import io.vasari.worker.batch.BatchKey;
import io.vasari.worker.batch.Device;
import io.vasari.worker.batch.DeviceException;
import io.vasari.worker.batch.Part;
import io.vasari.worker.batch.PassOutput;
import io.vasari.worker.batch.Technique;
import io.vasari.worker.config.DeviceKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Runs the networks of a model zoo, for any number of lanes at once. */
public final class NetworkDevice implements Device, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NetworkDevice.class);

    private final Zoo zoo;
    private final LoadedModels models;
    private volatile String name = "starting";

    private NetworkDevice(Zoo zoo, int keep, long memoryBytes) {
        this.zoo = zoo;
        this.models = new LoadedModels(zoo::load, keep, memoryBytes);
    }

    /**
     * @param folder of model packages
     * @param plugins folder of jars with further model families
     * @param keep how many models stay in memory, at least 1
     * @param memoryBytes how much memory their weights may take; empty for any
     */
    public static NetworkDevice open(Path folder, Optional<Path> plugins, int keep, OptionalLong memoryBytes) {
        return new NetworkDevice(new Zoo(folder, Families.load(plugins)), keep, memoryBytes.orElse(Long.MAX_VALUE));
    }

    /**
     * Starts the engine and looks where its networks run.
     *
     * @param threads of the engine
     * @throws IllegalStateException when that is elsewhere
     */
    public void require(DeviceKind kind, int threads) {
        if (kind == DeviceKind.ANY) {
            return;
        }
        if (kind == DeviceKind.CPU) {
            System.setProperty("PYTORCH_FLAVOR", "cpu");
        }
        configureEngine(threads);
        String found = Engine.getInstance().defaultDevice().getDeviceType();
        String wanted = kind.name().toLowerCase(Locale.ROOT);
        if (!found.equals(wanted)) {
            throw new IllegalStateException(
                    "vasari.worker.device is %s, but the engine runs on %s: %s, or set vasari.worker.device to any"
                            .formatted(
                                    wanted,
                                    found,
                                    kind == DeviceKind.GPU
                                            ? "set PYTORCH_FLAVOR and PYTORCH_LIBRARY_PATH to those of a CUDA build, look after"
                                                    + " the driver and CUDA_VISIBLE_DEVICES"
                                            : "unset PYTORCH_FLAVOR"));
        }
    }

    /**
     * Starts the engine, and loads models before the first task asks for them. What does not load is logged.
     *
     * @param threads of the engine: another number changes the last bits of the pixels
     * @param chosen which models; when empty, the newest revisions of the pool's
     * @param most how many of those
     */
    public void warmUp(int threads, Optional<List<ModelRef>> chosen, String pool, int most) {
        configureEngine(threads);
        try {
            name = Engine.getInstance().defaultDevice().getDeviceType();
            chosen.orElseGet(() -> zoo.newest(pool, most)).forEach(this::warmUp);
        } catch (RuntimeException | Error e) {
            LOG.warnf("not everything could be loaded ahead: %s", e);
        }
    }

    private static void configureEngine(int threads) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    }

    private void warmUp(ModelRef ref) {
        try {
            models.use(ref, model -> {
                paintOne(ref, model);
                return model;
            });
            LOG.infof("%s is loaded on %s", ref, name);
        } catch (RuntimeException | Error e) {
            LOG.warnf("%s could not be loaded ahead: %s", ref, e);
        }
    }

    private void paintOne(ModelRef ref, LoadedModel model) {
        var key = new SampleKey(0, 0);
        if (model instanceof GenerativeModel singlePass) {
            singlePass.generate(List.of(key));
        } else if (model instanceof IterativeModel iterative) {
            try (var sketch = iterative.begin(key, requests(ref).trial())) {
                while (!sketch.isFinished()) {
                    iterative.advance(List.of(sketch));
                }
                iterative.finish(List.of(sketch));
            }
        }
    }

    /** For example {@code cpu}. */
    public String name() {
        return name;
    }

    public List<ModelRef> loaded() {
        return models.refs();
    }

    /** What the weights of the models in memory take. */
    public long loadedBytes() {
        return models.sizeBytes();
    }

    @Override
    public boolean isReady(BatchKey key) {
        return models.has(key.model());
    }

    @Override
    public Technique prepare(BatchKey key) {
        return models.use(key.model(), model -> {
            if (model instanceof IterativeModel) {
                var stepper = new ModelStepper(models, key.model(), requests(key.model()), this::name);
                return new Technique.Stepwise(model.batchSize(), stepper);
            } else if (key.format().isPresent()) {
                throw new DeviceException(
                        FailureCode.INVALID_REQUEST,
                        "model " + key.model() + " paints from noise alone: leave out the prompts",
                        null);
            }
            return new Technique.SinglePass(model.batchSize());
        });
    }

    @Override
    public PassOutput paint(Batch batch) {
        var keys = keysOf(batch);
        return EngineFailures.translated(
                name,
                () -> Pictures.painted(
                        models.use(batch.key().model(), model -> ((GenerativeModel) model).generate(keys))));
    }

    @Override
    public void close() {
        models.close();
    }

    private static List<SampleKey> keysOf(Batch batch) {
        var keys = new ArrayList<SampleKey>(batch.size());
        for (Part part : batch.parts()) {
            for (int i = 0; i < part.count(); i++) {
                keys.add(new SampleKey(part.seed(), part.first() + i));
            }
        }
        return keys;
    }

    private Requests requests(ModelRef ref) {
        return new Requests(ref, zoo.card(ref));
    }
}
