package dev.gkelocal.config.keys;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** An odd whole number in a closed range, such as of voters, of whom there must be a majority; a {@link Long}. */
record OddNumber(long least, long most) implements Integral {

    OddNumber {
        if (least % 2 == 0 || most % 2 == 0) {
            throw new IllegalArgumentException("bounds of odd numbers are odd: " + least + ", " + most);
        }
    }

    @Override
    public Reading read(String text) {
        var reading = new WholeNumber(least, most).read(text);
        if (reading instanceof Reading.Good(Long number) && number % 2 == 0) {
            return new Reading.Bad(number + " is even, and of an even number half is no majority; write " + words());
        }
        return reading;
    }

    @Override
    public String words() {
        return "an odd number from " + least + " to " + most;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "integer", "enum", numbers());
    }

    private List<Long> numbers() {
        return LongStream.rangeClosed(least, most)
                .filter(it -> it % 2 != 0)
                .boxed()
                .toList();
    }
}
