package io.vasari.gateway.scheduler;

import io.vasari.contracts.Priority;
import io.vasari.gateway.scheduler.TaskTry.Standing;
import java.util.EnumMap;
import java.util.Map;

/**
 * The tasks that are out, and how many more may go, for each priority as many as its slots allow. The bound counts full
 * tasks; short ones count in proportion, so that slots do not fall idle between them.
 */
final class ReleaseWindow {
    private final SchedulerLimits.Window limits;
    private final Map<Priority, Long> units = new EnumMap<>(Priority.class);
    private final Map<Priority, Integer> released = new EnumMap<>(Priority.class);
    private PoolSlots slots = PoolSlots.NONE;
    private int suspects;
    private int solos;

    ReleaseWindow(SchedulerLimits.Window limits) {
        this.limits = limits;
    }

    void resize(PoolSlots newSlots) {
        this.slots = newSlots;
    }

    PoolSlots slots() {
        return slots;
    }

    boolean hasRoom(Priority priority) {
        long room = (long) slots.of(priority) * limits.tasksPerSlot() * SchedulerLimits.Window.UNITS;
        return solos == 0 && units.getOrDefault(priority, 0L) < room;
    }

    int suspects() {
        return suspects + solos;
    }

    /** Whether a task would have all of the pool to itself. */
    boolean isQuiet() {
        return released() == 0;
    }

    int released() {
        return released.values().stream().mapToInt(Integer::intValue).sum();
    }

    int released(Priority priority) {
        return released.getOrDefault(priority, 0);
    }

    void enter(Priority priority, TaskTry task) {
        count(priority, task, 1);
    }

    void leave(Priority priority, TaskTry task) {
        count(priority, task, -1);
    }

    private void count(Priority priority, TaskTry task, int sign) {
        if (task.isReleased()) {
            released.merge(priority, sign, Integer::sum);
            units.merge(priority, sign * unitsOf(task.costMillis()), Long::sum);
            suspects += task.standing() == Standing.SUSPECT ? sign : 0;
            solos += task.standing() == Standing.SOLO ? sign : 0;
        } else if (task.standing() == Standing.BRAKING) {
            units.merge(priority, sign * (SchedulerLimits.Window.UNITS / 4L), Long::sum);
        }
    }

    private long unitsOf(long costMillis) {
        long units = Math.round((double) costMillis
                * SchedulerLimits.Window.UNITS
                / limits.shortTask().toMillis());
        return Math.max(1, Math.min(SchedulerLimits.Window.UNITS, units));
    }
}
