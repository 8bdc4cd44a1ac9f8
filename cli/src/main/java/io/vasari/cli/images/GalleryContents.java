package io.vasari.cli.images;

import io.vasari.artifacts.png.Pixels;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.state.BeliefSums;
import io.vasari.scores.state.Moments;
import io.vasari.scores.state.Reservoir;
import java.util.List;
import java.util.Optional;

/**
 * What was seen in a gallery.
 *
 * @param n how many images there were
 * @param counts by class, where a classifier looked
 * @param beliefs how sure it was of them
 * @param features of at most so many images, where an embedder looked
 * @param moments of all features
 * @param firsts the pixels of the first images, as many as a sheet shows, all of one shape
 * @param shape of those
 */
public record GalleryContents(
        long n,
        Optional<ClassCounts> counts,
        Optional<BeliefSums> beliefs,
        Optional<Reservoir> features,
        Optional<Moments> moments,
        List<byte[]> firsts,
        Optional<Pixels> shape) {}
