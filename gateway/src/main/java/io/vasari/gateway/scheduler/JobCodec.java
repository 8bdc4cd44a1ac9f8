package io.vasari.gateway.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.Json;
import io.vasari.contracts.SampleRange;
import io.vasari.gateway.scheduler.TaskTry.Phase;
import io.vasari.gateway.scheduler.TaskTry.Standing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job's state as bytes. Its size goes with the number of tasks that are out and of gaps in what is done, not with the
 * number of samples: some hundred bytes for most jobs.
 */
final class JobCodec {
    private static final int FORMAT = 1;
    private static final long ABSENT = Long.MIN_VALUE;

    static byte[] encode(JobSnapshot snapshot) {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            write(out, Json.write(snapshot.job()));
            out.writeLong(snapshot.version());
            write(out, snapshot.startedAt());
            write(out, snapshot.completedAt());
            out.writeUTF(
                    snapshot.failure().map(failure -> failure.code().name()).orElse(""));
            write(out, snapshot.failure().map(Failure::message).orElse("").getBytes(UTF_8));
            out.writeUTF(snapshot.ending().map(ending -> ending.state().name()).orElse(""));
            write(out, snapshot.ending().map(Ending::since));
            snapshot.done().writeTo(out);
            snapshot.failed().writeTo(out);
            out.writeInt(snapshot.tries().size());
            for (var task : snapshot.tries()) {
                write(out, task);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are not a job's state of a known format */
    static JobSnapshot decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalArgumentException("a job's state has format " + format + ", not " + FORMAT);
            }
            var job = Json.read(readBytes(in), Job.class);
            long version = in.readLong();
            var startedAt = readInstant(in);
            var completedAt = readInstant(in);
            String code = in.readUTF();
            var message = new String(readBytes(in), UTF_8);
            String endState = in.readUTF();
            var endSince = readInstant(in);
            var done = SampleSet.readFrom(in);
            var failed = SampleSet.readFrom(in);
            return new JobSnapshot(
                    job,
                    version,
                    startedAt,
                    completedAt,
                    code.isEmpty() ? Optional.empty() : Optional.of(new Failure(FailureCode.valueOf(code), message)),
                    endSince.map(since -> new Ending(JobState.valueOf(endState), since)),
                    done,
                    failed,
                    readTries(in));
        } catch (IOException e) {
            throw new IllegalArgumentException("not a job's state: " + e.getMessage(), e);
        }
    }

    private static void write(DataOutputStream out, TaskTry task) throws IOException {
        out.writeInt(task.range().first());
        out.writeInt(task.range().count());
        out.writeInt(task.attempt());
        out.writeByte(task.phase().ordinal());
        out.writeByte(task.standing().ordinal());
        out.writeLong(task.at().toEpochMilli());
        out.writeLong(task.costMillis());
    }

    private static List<TaskTry> readTries(DataInputStream in) throws IOException {
        int count = in.readInt();
        var tries = new ArrayList<TaskTry>();
        for (int i = 0; i < count; i++) {
            tries.add(new TaskTry(
                    new SampleRange(in.readInt(), in.readInt()),
                    in.readInt(),
                    Phase.values()[in.readByte()],
                    Standing.values()[in.readByte()],
                    Instant.ofEpochMilli(in.readLong()),
                    in.readLong()));
        }
        return tries;
    }

    private static void write(DataOutputStream out, Optional<Instant> instant) throws IOException {
        out.writeLong(instant.map(Instant::toEpochMilli).orElse(ABSENT));
    }

    private static Optional<Instant> readInstant(DataInputStream in) throws IOException {
        long millis = in.readLong();
        return millis == ABSENT ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private JobCodec() {}
}
