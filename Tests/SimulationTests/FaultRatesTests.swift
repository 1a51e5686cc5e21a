// SPDX-License-Identifier: Apache-2.0
import Simulation
import Testing

@Suite struct FaultRatesTests {
    @Test("names and pairs are read")
    func reads() throws {
        #expect(try FaultRates("none") == .none)
        #expect(try FaultRates("heavy") == .heavy)
        let rates = try FaultRates("install-fails=0.25,silent-per-day=3")
        #expect(rates.installFails == 0.25)
        #expect(rates.silentPerDay == 3)
        #expect(rates.requestLost == 0)
    }

    @Test(
        "what is no rate is refused with its words",
        arguments: [
            ("install-fails=2", "install-fails: 2.0 is not in 0...1"),
            ("install-fails", "'install-fails' is not of the form name=rate"),
            ("install-fails=-1", "'install-fails=-1' is not of the form name=rate"),
            ("", "'' is not of the form name=rate"),
        ]
    )
    func refuses(text: String, words: String) {
        let error = #expect(throws: FaultRates.Malformed.self) { try FaultRates(text) }
        #expect(error?.description == words)
    }

    @Test("an unknown rate is answered with those that are known")
    func refusesUnknown() {
        let error = #expect(throws: FaultRates.Malformed.self) { try FaultRates("luck=1") }
        #expect(error?.description.contains("there is no rate 'luck'") == true)
        #expect(error?.description.contains("reboot-fatal") == true)
    }

    @Test("every rate has a name of its own")
    func namesAreUnique() {
        #expect(Set(FaultRates.names.map(\.name)).count == 17)
        #expect(Set(FaultRates.names.map { $0.path as AnyHashable }).count == 17)
    }
}
