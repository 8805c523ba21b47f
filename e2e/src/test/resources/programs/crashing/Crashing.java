/** Finds out at once that it cannot work. */
final class Crashing {
    public static void main(String[] args) {
        System.err.println("no configuration found");
        System.exit(3);
    }
}
