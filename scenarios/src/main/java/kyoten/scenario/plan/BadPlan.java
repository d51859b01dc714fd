package kyoten.scenario.plan;

/** What is wrong with a written plan, where, and what was expected there. Caught by {@link PlanText#read}. */
final class BadPlan extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadPlan(String message) {
        super(message);
    }
}
