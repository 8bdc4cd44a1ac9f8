package io.vasari.gateway.scheduler;

import io.vasari.gateway.scheduler.TaskTry.Standing;

/**
 * The tasks that are out, and how many more may go. The bound counts full tasks; short ones count in proportion, so that
 * slots do not fall idle between them.
 */
final class ReleaseWindow {
    private final SchedulerLimits.Window limits;
    private int slots;
    private int released;
    private int suspects;
    private int solos;
    private long units;

    ReleaseWindow(SchedulerLimits.Window limits) {
        this.limits = limits;
    }

    void resize(int newSlots) {
        this.slots = newSlots;
    }

    int slots() {
        return slots;
    }

    boolean hasRoom() {
        return solos == 0 && units < (long) slots * limits.tasksPerSlot() * SchedulerLimits.Window.UNITS;
    }

    int suspects() {
        return suspects + solos;
    }

    /** Whether a task would have all of the pool to itself. */
    boolean isQuiet() {
        return slots > 0 && released == 0;
    }

    int released() {
        return released;
    }

    void enter(TaskTry task) {
        count(task, 1);
    }

    void leave(TaskTry task) {
        count(task, -1);
    }

    private void count(TaskTry task, int sign) {
        if (task.isReleased()) {
            released += sign;
            units += sign * unitsOf(task.costMillis());
            suspects += task.standing() == Standing.SUSPECT ? sign : 0;
            solos += task.standing() == Standing.SOLO ? sign : 0;
        } else if (task.standing() == Standing.BRAKING) {
            units += sign * (SchedulerLimits.Window.UNITS / 4);
        }
    }

    private long unitsOf(long costMillis) {
        long units = Math.round((double) costMillis
                * SchedulerLimits.Window.UNITS
                / limits.shortTask().toMillis());
        return Math.max(1, Math.min(SchedulerLimits.Window.UNITS, units));
    }
}
