/** A key as it is printed: "Ctrl K". */
export function KeyCap({ text }: Readonly<{ text: string }>) {
  return (
    <span className="key-cap">
      {text.split(' ').map((part) => (
        <kbd key={part}>{part}</kbd>
      ))}
    </span>
  );
}
