package io.vasari.evaluator.scoring;

import java.util.Optional;

/**
 * Where what is seen of an image belongs.
 *
 * @param looks of its shard
 * @param position in the shard
 * @param features that are wanted of the shard
 * @param checks that are wanted of the shard
 */
record Place(Critic.Looks looks, int position, Optional<WantedFeatures> features, Optional<WantedChecks> checks) {
    boolean wantsFeatures() {
        return features.map(of -> of.isWanted(position)).orElse(false);
    }

    boolean wantsChecks() {
        return checks.map(of -> of.isWanted(position)).orElse(false);
    }
}
