import './panel.css';
import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';

/** A part of the inspector that folds. */
export interface FoldingPanelProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Said beside the title where something in it differs from what it starts with. */
  readonly changedText?: string | undefined;
  readonly children: ReactNode;
}

/** Title, and below it the content while it is open. */
export function FoldingPanel(props: FoldingPanelProps) {
  const { title, isOpen, onOpenChange, changedText, children } = props;
  const id = useId();
  return (
    <section className="panel" aria-labelledby={`${id}-title`}>
      <h2>
        <button
          type="button"
          className="panel-fold focus-inside"
          id={`${id}-title`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => onOpenChange(!isOpen)}
        >
          <ChevronRight className="panel-fold-icon" aria-hidden="true" />
          {title}
          {changedText !== undefined && (
            <>
              {' '}
              <span className="panel-dot" aria-hidden="true" />
              <span className="visually-hidden">{changedText}</span>
            </>
          )}
        </button>
      </h2>
      {isOpen && (
        <div className="panel-body" id={id}>
          {children}
        </div>
      )}
    </section>
  );
}
