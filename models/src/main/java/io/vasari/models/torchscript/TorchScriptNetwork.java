package io.vasari.models.torchscript;

import ai.djl.MalformedModelException;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.ParameterStore;
import ai.djl.translate.NoopTranslator;
import io.vasari.models.ModelLoadException;
import io.vasari.models.weights.Inference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A TorchScript file in memory. Safe for concurrent calls. */
final class TorchScriptNetwork implements AutoCloseable {

    static final String FILE = "model.pt";

    private static final String NAME = "model";

    private final ZooModel<NDList, NDList> model;
    private final Path file;
    private final long sizeBytes;

    private TorchScriptNetwork(ZooModel<NDList, NDList> model, Path file, long sizeBytes) {
        this.model = model;
        this.file = file;
        this.sizeBytes = sizeBytes;
    }

    /** One of the outputs of a pass, row-major. */
    record Output(long[] shape, float[] values) {}

    /** @throws ModelLoadException if there is no such file in the folder, or PyTorch cannot load it */
    static TorchScriptNetwork load(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new ModelLoadException("no " + FILE + " at " + file);
        }
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optEngine("PyTorch")
                .optModelPath(folder)
                .optModelName(NAME)
                .optTranslator(new NoopTranslator())
                .build();
        try {
            return new TorchScriptNetwork(criteria.loadModel(), file, Files.size(file));
        } catch (IOException | ModelNotFoundException | MalformedModelException | EngineException e) {
            throw new ModelLoadException(
                    file + " cannot be loaded as TorchScript: " + firstLine(e)
                            + " (write it with torch.jit.trace(model, example).save(\"" + FILE + "\"))",
                    e);
        }
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /**
     * Runs one pass.
     *
     * @param values of the input, row-major
     * @return its outputs in their order, those of tuples one by one
     * @throws ModelLoadException if the network does not take such an input
     */
    List<Output> run(float[] values, Shape shape) {
        List<Output> outputs = new ArrayList<>();
        Inference.run(scratch -> {
            // Optimizing a graph while it runs would change the last bits of its second pass, and take a while.
            JniUtils.setGraphExecutorOptimize(false);
            NDList input = new NDList(scratch.create(values, shape));
            try {
                for (NDArray output : model.getBlock().forward(new ParameterStore(scratch, false), input, false)) {
                    outputs.add(new Output(
                            output.getShape().getShape(),
                            output.toType(DataType.FLOAT32, false).toFloatArray()));
                }
            } catch (EngineException e) {
                throw new ModelLoadException(
                        file + " does not read images of shape " + shape + ": " + firstLine(e)
                                + " (compare image_size, num_channels and batch_size in config.json)",
                        e);
            }
        });
        return outputs;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        model.close();
    }
}
