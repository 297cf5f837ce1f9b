/// A closed, permanent set of codes. Raw values are kebab case.
public protocol FindingCode: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    /// What it means, in one lower-case clause, for the check's page.
    var meaning: String { get }
    /// What to do now, in one imperative sentence, unless the finding knows better.
    var remedy: String { get }
}
