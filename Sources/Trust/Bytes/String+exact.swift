extension StringProtocol {
    /// Same bytes. `==` is Unicode's canonical equivalence, under which U+037E is `;` and U+212A is `K`: right for
    /// text, wrong for names that are compared byte for byte elsewhere.
    package func isExactly(_ other: some StringProtocol) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}
