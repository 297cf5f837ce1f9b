import Trust

/// Why a document is not a plan that can be judged.
struct TerraformPlanFault: Error {
    let finding: Finding<DriftTerraformCode>

    init(_ finding: Finding<DriftTerraformCode>) {
        self.finding = finding
    }

    init(_ code: DriftTerraformCode, _ message: String, at value: JSONValue) {
        finding = Finding(code, message, at: value.location)
    }
}
