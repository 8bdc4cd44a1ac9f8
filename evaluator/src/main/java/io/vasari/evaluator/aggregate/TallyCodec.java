package io.vasari.evaluator.aggregate;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.state.BeliefSums;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Tallies as bytes: a version, then the fields in order. Counts are written in as few bytes as they need. Version 1, which had
 * neither probabilities nor checks, is read too.
 */
public final class TallyCodec {
    private static final int VERSION = 2;
    private static final int PLAIN = 1;

    public static byte[] write(JobTally job) {
        return bytes(out -> {
            out.writeInt(job.classes());
            writeInstant(out, job.newest());
            writeInstant(out, job.touched());
            job.seen().serialize(out);
            out.writeInt(job.panes().size());
            for (var pane : job.panes().entrySet()) {
                out.writeLong(pane.getKey());
                writeTally(out, pane.getValue());
            }
        });
    }

    public static JobTally readJob(byte[] bytes) {
        return read(bytes, (in, version) -> {
            int classes = in.readInt();
            var newest = readInstant(in);
            var touched = readInstant(in);
            var seen = new RoaringBitmap();
            seen.deserialize(in);
            var panes = new TreeMap<Long, Tally>();
            for (int left = in.readInt(); left > 0; left--) {
                panes.put(in.readLong(), readTally(in, classes, version));
            }
            return new JobTally(classes, seen, panes, newest, touched);
        });
    }

    public static byte[] write(Folded folded) {
        return bytes(out -> {
            out.writeInt(folded.tally().counts().classes());
            writeTally(out, folded.tally());
            out.writeInt(folded.lastJobs().size());
            for (String job : folded.lastJobs()) {
                out.writeUTF(job);
            }
        });
    }

    public static Folded readFolded(byte[] bytes) {
        return read(bytes, (in, version) -> {
            var tally = readTally(in, in.readInt(), version);
            Set<String> jobs = new HashSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                jobs.add(in.readUTF());
            }
            return new Folded(tally, jobs);
        });
    }

    private static void writeTally(DataOutputStream out, Tally tally) throws IOException {
        for (long count : tally.counts().toArray()) {
            Varints.write(out, count);
        }
        Varints.write(out, tally.beliefs());
        Varints.write(out, tally.beliefSum());
        var probabilities = tally.probabilities();
        Varints.write(out, probabilities.n());
        if (probabilities.n() > 0) {
            for (long word : probabilities.words()) {
                Varints.write(out, word);
            }
        }
        var checks = tally.checks().byAttribute();
        Varints.write(out, checks.size());
        for (var check : checks.entrySet()) {
            out.writeUTF(check.getKey());
            Varints.write(out, check.getValue().passed());
            Varints.write(out, check.getValue().failed());
        }
    }

    private static Tally readTally(DataInputStream in, int classes, int version) throws IOException {
        var counts = new long[classes];
        if (version == PLAIN) {
            for (int i = 0; i < classes; i++) {
                counts[i] = in.readLong();
            }
            return new Tally(
                    ClassCounts.of(counts), in.readLong(), in.readLong(), BeliefSums.empty(classes), CheckCounts.NONE);
        }
        for (int i = 0; i < classes; i++) {
            counts[i] = Varints.read(in);
        }
        return new Tally(
                ClassCounts.of(counts),
                Varints.read(in),
                Varints.read(in),
                readProbabilities(in, classes),
                readChecks(in));
    }

    private static BeliefSums readProbabilities(DataInputStream in, int classes) throws IOException {
        long n = Varints.read(in);
        if (n == 0) {
            return BeliefSums.empty(classes);
        }
        var words = new long[BeliefSums.empty(classes).words().length];
        for (int i = 0; i < words.length; i++) {
            words[i] = Varints.read(in);
        }
        return BeliefSums.of(n, words);
    }

    private static CheckCounts readChecks(DataInputStream in) throws IOException {
        var checks = new TreeMap<String, CheckCounts.Count>();
        for (long left = Varints.read(in); left > 0; left--) {
            checks.put(in.readUTF(), new CheckCounts.Count(Varints.read(in), Varints.read(in)));
        }
        return new CheckCounts(checks);
    }

    private static void writeInstant(DataOutputStream out, Instant at) throws IOException {
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in, int version) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION && version != PLAIN) {
                throw new IllegalStateException("a tally of version " + version + ", this evaluator reads " + VERSION
                        + ": delete its streams folder and changelog to count again");
            }
            return reading.from(in, version);
        } catch (IOException e) {
            throw new UncheckedIOException("a tally that cannot be read", e);
        }
    }

    private TallyCodec() {}
}
