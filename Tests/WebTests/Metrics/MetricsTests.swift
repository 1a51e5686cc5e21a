// SPDX-License-Identifier: Apache-2.0
import Testing
import Web

@Suite struct MetricsTests {
    @Test("every family is told in the text format, sorted")
    func writesText() {
        let metrics = Metrics()
        let orders = metrics.counter("orders_total", help: "Orders \\ sent.", labels: ["to", "as"])
        orders.increment(["b", "x"])
        orders.increment(["a", "say \"hi\"\n\\"], by: 2.5)
        orders.increment(["b", "x"], by: 3)
        metrics.gauge("devices", help: "Devices.") { 1_234_567 }
        metrics.gauge("age_seconds", help: "Age.", labels: ["feed"]) {
            [(["dsa"], 1.5), (["apt"], .infinity)]
        }
        let times = metrics.histogram("time_seconds", help: "Time.", bounds: [0.5, 1])
        for value in [0.25, 0.5, 0.75, 4] { times.record(value) }
        let expected = #"""
            # HELP age_seconds Age.
            # TYPE age_seconds gauge
            age_seconds{feed="apt"} +Inf
            age_seconds{feed="dsa"} 1.5
            # HELP devices Devices.
            # TYPE devices gauge
            devices 1234567
            # HELP orders_total Orders \\ sent.
            # TYPE orders_total counter
            orders_total{to="a",as="say \"hi\"\n\\"} 2.5
            orders_total{to="b",as="x"} 4
            # HELP time_seconds Time.
            # TYPE time_seconds histogram
            time_seconds_bucket{le="0.5"} 2
            time_seconds_bucket{le="1"} 3
            time_seconds_bucket{le="+Inf"} 4
            time_seconds_sum 5.5
            time_seconds_count 4

            """#
        #expect(metrics.text == expected)
    }

    @Test("a family is one, however often it is asked for")
    func keepsFamilies() {
        let metrics = Metrics()
        metrics.counter("a_total", help: "A.").increment()
        metrics.counter("a_total", help: "A.").increment()
        #expect(metrics.text.hasSuffix("\na_total 2\n"))
    }

    @Test("the number of series is bounded; what is beyond is counted together")
    func boundsSeries() {
        let metrics = Metrics(seriesMax: 2)
        let counter = metrics.counter("a_total", help: "A.", labels: ["x"])
        for label in ["1", "2", "3", "4", "1"] { counter.increment([label]) }
        let lines = metrics.text.split(separator: "\n").dropFirst(2)
        #expect(
            Array(lines) == [#"a_total{x="1"} 2"#, #"a_total{x="2"} 1"#, #"a_total{x="other"} 2"#]
        )
    }

    @Test("counting from many tasks loses nothing")
    func countsConcurrently() async {
        let metrics = Metrics()
        let counter = metrics.counter("a_total", help: "A.", labels: ["x"])
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask { for _ in 0..<1_000 { counter.increment(["\(task % 2)"]) } }
            }
        }
        #expect(metrics.text.contains(#"a_total{x="0"} 4000"#))
        #expect(metrics.text.contains(#"a_total{x="1"} 4000"#))
    }

    @Test("wrong names and a name used twice stop the program")
    func stopsOnWrongNames() async {
        await #expect(processExitsWith: .failure) {
            _ = Metrics().counter("1a", help: "A.")
        }
        await #expect(processExitsWith: .failure) {
            _ = Metrics().counter("a", help: "A.", labels: ["b:c"])
        }
        await #expect(processExitsWith: .failure) {
            let metrics = Metrics()
            _ = metrics.counter("a", help: "A.")
            _ = metrics.histogram("a", help: "A.", bounds: [1])
        }
    }
}
