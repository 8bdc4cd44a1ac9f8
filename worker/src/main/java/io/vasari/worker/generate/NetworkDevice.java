package io.vasari.worker.generate;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.vasari.artifacts.png.Pixels;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.GenerativeModel;
import io.vasari.models.SampleKey;
import io.vasari.worker.batch.Batch;
import io.vasari.worker.batch.BatchKey;
import io.vasari.worker.batch.Device;
import io.vasari.worker.batch.DeviceException;
import io.vasari.worker.batch.Painted;
import io.vasari.worker.batch.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs the networks of a model zoo, for any number of lanes at once. */
public final class NetworkDevice implements Device, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NetworkDevice.class);

    private final Zoo zoo;
    private final LoadedModels models;
    private volatile String name = "starting";

    private NetworkDevice(Zoo zoo, int keep) {
        this.zoo = zoo;
        this.models = new LoadedModels(zoo::load, keep);
    }

    /**
     * @param folder of model packages
     * @param plugins folder of jars with further model families
     * @param keep how many models stay in memory, at least 1
     */
    public static NetworkDevice open(Path folder, Optional<Path> plugins, int keep) {
        return new NetworkDevice(new Zoo(folder, Families.load(plugins)), keep);
    }

    /**
     * Starts the engine, and loads models before the first task asks for them. What does not load is logged.
     *
     * @param threads of the engine: another number changes the last bits of the pixels
     * @param chosen which models; when empty, the newest revisions of the pool's
     * @param most how many of those
     */
    public void warmUp(int threads, Optional<List<ModelRef>> chosen, String pool, int most) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        try {
            name = Engine.getInstance().defaultDevice().getDeviceType();
            for (ModelRef ref : chosen.orElseGet(() -> zoo.newest(pool, most))) {
                models.use(ref, model -> model.generate(List.of(new SampleKey(0, 0))));
                LOG.infof("%s is loaded on %s", ref, name);
            }
        } catch (RuntimeException | Error e) {
            LOG.warnf("not everything could be loaded ahead: %s", e);
        }
    }

    /** For example {@code cpu}. */
    public String name() {
        return name;
    }

    public List<ModelRef> loaded() {
        return models.refs();
    }

    @Override
    public int prepare(BatchKey key) {
        return models.use(key.model(), GenerativeModel::batchSize);
    }

    @Override
    public Painted paint(Batch batch) {
        try {
            var keys = keysOf(batch);
            return painted(models.use(batch.key().model(), model -> model.generate(keys)));
        } catch (EngineException e) {
            if (isOutOfMemory(e)) {
                throw new DeviceException(FailureCode.OUT_OF_MEMORY, name + " has no memory for the batch: " + e, e);
            }
            throw e;
        }
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

    private static Painted painted(GeneratedBatch batch) {
        var shape = batch.shape();
        return new Painted(
                new Pixels(shape.widthPixels(), shape.heightPixels(), shape.channels()),
                batch.pixels(),
                batch.belief());
    }

    /** The engine has no type for it, only words. */
    private static boolean isOutOfMemory(EngineException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("out of memory")
                || text.contains("can't allocate memory")
                || text.contains("not enough memory");
    }
}
