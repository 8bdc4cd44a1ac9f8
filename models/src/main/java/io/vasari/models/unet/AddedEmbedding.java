package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.blocks.TimeMlp;
import io.vasari.models.layers.Attention;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.LayerNorm;
import io.vasari.models.layers.Linear;
import io.vasari.models.layers.Sinusoid;
import io.vasari.models.weights.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds what {@code addition_embed_type} names to the time embedding. */
sealed interface AddedEmbedding extends Layer {

    /** Name of the tensors. */
    String NAME = "add_embedding";

    /** To shape (n, time width). */
    NDArray forward(NDArray context, Extras extras, Parameters p);

    /** {@code text_time}: pooled text and sinusoids of sizes and crops, concatenated and mapped. */
    record TextTime(Sinusoid sinusoid, TimeMlp mlp) implements AddedEmbedding {

        @Override
        public void declare(Map<String, Shape> shapes) {
            mlp.declare(shapes);
        }

        @Override
        public NDArray forward(NDArray context, Extras extras, Parameters p) {
            NDArray text = required(extras.textEmbeds(), "textEmbeds");
            NDArray ids = required(extras.timeIds(), "timeIds");
            NDArray times = sinusoid.forward(ids.reshape(ids.size()))
                    .reshape(text.getShape().get(0), -1);
            return mlp.forward(text.getNDArrayInternal().concat(new NDList(times), 1), p);
        }

        private static NDArray required(Optional<NDArray> value, String name) {
            return value.orElseThrow(() -> new IllegalArgumentException(
                    "addition_embed_type is text_time, so " + name + " must be given in Extras"));
        }
    }

    /** {@code text}: attention of the context's mean to the context, between layer norms. */
    final class Text implements AddedEmbedding {

        private static final double EPS = 1e-5;
        private static final String POSITION = NAME + ".pool.positional_embedding";

        private final int in;
        private final LayerNorm norm1;
        private final Attention pool;
        private final Linear pooled;
        private final LayerNorm norm2;

        Text(int in, int out, int heads) {
            this.in = in;
            this.norm1 = new LayerNorm(NAME + ".norm1", in, EPS);
            this.pooled = Linear.biased(NAME + ".proj", in, out);
            this.pool = Attention.unprojected(
                    Linear.biased(NAME + ".pool.q_proj", in, in),
                    Linear.biased(NAME + ".pool.k_proj", in, in),
                    Linear.biased(NAME + ".pool.v_proj", in, in),
                    heads);
            this.norm2 = new LayerNorm(NAME + ".norm2", out, EPS);
        }

        @Override
        public void declare(Map<String, Shape> shapes) {
            shapes.put(POSITION, new Shape(1, in));
            Layer.declare(List.of(norm1, pool, pooled, norm2), shapes);
        }

        @Override
        public NDArray forward(NDArray context, Extras extras, Parameters p) {
            NDArray x = norm1.forward(context, p);
            NDArray mean = x.mean(new int[] {1}, true).add(p.get(POSITION));
            NDArray tokens = mean.getNDArrayInternal().concat(new NDList(x), 1);
            NDArray answer = pool.forward(mean, tokens, p).reshape(-1, in);
            return norm2.forward(pooled.forward(answer, p), p);
        }
    }
}
