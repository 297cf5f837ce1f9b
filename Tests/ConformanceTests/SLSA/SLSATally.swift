import Testing

/// What came of the rows that were run.
struct SLSATally: CustomStringConvertible {
    private(set) var run = 0
    private(set) var agreeing = 0
    /// Refused by both, by us for a reason that is not the row's.
    private(set) var agreeingOtherwise = 0
    private(set) var deviations = 0
    private var tables: Set<String> = []
    private var met: Set<String> = []

    var description: String {
        "\(run) run, \(agreeing) agree, \(agreeingOtherwise) more refused for another reason, \(deviations) deviate"
    }

    /// - Parameter place: which file the row was run on, for messages.
    mutating func add(_ row: SLSARows.Row, _ ruling: SLSARuling, on place: String = "") {
        run += 1
        tables.insert(row.table)
        switch (row.error, ruling) {
        case (nil, .accepted): agreeing += 1
        case (let error?, .refused(let codes)):
            if SLSADeviations.codes[error]?.isDisjoint(with: codes) ?? true {
                agreeingOtherwise += 1
                met.insert(row.id)
                let isListed = SLSADeviations.lists(row.id, in: SLSADeviations.reasons)
                #expect(isListed, "\(row.id) \(place): \(error), and not \(codes)")
            } else {
                agreeing += 1
            }
        case (nil, .refused), (_?, .accepted):
            deviations += 1
            met.insert(row.id)
            let isListed = SLSADeviations.lists(row.id, in: SLSADeviations.verdicts)
            #expect(isListed, "\(row.id) \(place): \(row.error ?? "valid"), and \(ruling)")
        }
    }

    /// Finds listed rows that deviate no longer: of the tables that were run.
    func close() {
        let listed = (SLSADeviations.verdicts + SLSADeviations.reasons).flatMap(\.rows)
        for row in listed where tables.contains(where: { row.hasPrefix("\($0)/") }) {
            #expect(met.contains(row), "\(row) is listed and deviates no longer")
        }
    }
}

/// What we say of a row.
enum SLSARuling: Sendable {
    case accepted
    /// Codes of findings, of an obstacle, or of what is wrong with the arguments.
    case refused([String])
}
